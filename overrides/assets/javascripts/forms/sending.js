// @ts-check
// Sends a form to the intake, once however often it is asked to, and tells what became of it.

import { proofFor } from "./proof.js";

/** @typedef {import("./definition.js").Answers} Answers */
/** @typedef {import("./definition.js").Faults} Faults */
/** @typedef {import("./definition.js").Uploads} Uploads */

/**
 * @typedef {{ kind: "sent", number: string }
 *   | { kind: "refused", faults: Faults }
 *   | { kind: "mismatch" }
 *   | { kind: "outdated" }
 *   | { kind: "busy", wait_s: number }
 *   | { kind: "unreachable" }} Outcome
 * mismatch: another text came under the same id before; outdated: the intake knows another version of the form;
 * unreachable: nobody knows what became of it.
 */

/** @typedef {{ status: number, body: Record<string, any>, retryAfter_s: number }} Reply  status 0: none came */

/** A line on which nothing moves for so long is dead. */
const STILL_MS = 30_000;
const CONFLICT_MS = 1000;
const MOST_CONFLICTS = 20;
/** Somewhat more than the time within which a token is taken for a program's: the ticket would be held back. */
const TOKEN_MS = 3500;
const BUSY_S = 60;
const ENVELOPE = ["form", "version", "locale"];

/**
 * @param {string} address  of the intake's tickets
 * @param {FormData} body
 * @param {(part: number) => void} progress  is told which part of the upload is done, 0 to 1
 * @returns {Promise<Outcome>}
 */
export async function send(address, body, progress) {
  // Files are too much to send twice: whether proof is asked for is found out first.
  const hasFiles = [...body.values()].some((value) => value instanceof File && value.size > 0);
  const proof = hasFiles ? await proofFor(address) : "";
  if (proof) body.set("pow", proof);
  let reply = await post(address, body, progress);
  if (reply.status === 403 || reply.body.code === "form.expired") {
    const token = await formToken(address);
    if (token) {
      body.set("token", token);
      await new Promise((go) => setTimeout(go, TOKEN_MS));
      reply = await post(address, body, progress);
    }
  }
  if (reply.body.code === "pow.invalid") {
    const fresh = await proofFor(address);
    if (fresh) {
      body.set("pow", fresh);
      reply = await post(address, body, progress);
    }
  }
  // The same submission is just being taken, by a click or a tab before this one.
  for (let tries = 0; reply.status === 409 && tries < MOST_CONFLICTS; tries += 1) {
    await new Promise((go) => setTimeout(go, Math.max(CONFLICT_MS, reply.retryAfter_s * 1000)));
    reply = await post(address, body, progress);
  }
  return outcomeOf(reply);
}

/**
 * @param {Reply} reply
 * @returns {Outcome}
 */
export function outcomeOf({ status, body, retryAfter_s }) {
  const isTaken = (status === 200 || status === 201) && body.number;
  if (isTaken) return { kind: "sent", number: String(body.number) };
  if (status === 429) return { kind: "busy", wait_s: retryAfter_s || BUSY_S };
  if (status === 413)
    return {
      kind: "refused",
      faults: { files: { code: "too_large", value: "" } },
    };
  if (status !== 422) return { kind: "unreachable" };
  if (body.code === "idempotency.mismatch") return { kind: "mismatch" };
  const codes = Object.entries(/** @type {Record<string, string>} */ (body.errors ?? {}));
  if (codes.some(([name]) => ENVELOPE.includes(name))) return { kind: "outdated" };
  if (codes.length === 0) return { kind: "unreachable" };
  const faults = codes.map(([name, code]) => [name, { code, value: "", ...body.faults?.[name] }]);
  return { kind: "refused", faults: Object.fromEntries(faults) };
}

/**
 * What is sent: the hidden inputs of the markup, the answers that count, the files.
 *
 * @param {HTMLFormElement} form
 * @param {Answers} answers
 * @param {Uploads} uploads
 * @param {string} submission
 */
export function envelope(form, answers, uploads, submission) {
  const body = new FormData();
  const own = /** @type {NodeListOf<HTMLInputElement>} */ (
    form.querySelectorAll(":scope > input[type=hidden], .kb-form__trap input")
  );
  for (const { name, value } of own) body.set(name, value);
  body.set("submission_id", submission);
  for (const [name, answer] of Object.entries(answers)) {
    body.delete(name);
    for (const part of Array.isArray(answer) ? answer : [answer]) body.append(name, part);
  }
  for (const [name, files] of Object.entries(uploads)) for (const { file } of files) body.append(name, file);
  return body;
}

/**
 * @param {string} address
 * @param {FormData} body
 * @param {(part: number) => void} progress
 * @returns {Promise<Reply>}
 */
function post(address, body, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch tells no progress of an upload
    let watch = 0;
    const moved = () => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), STILL_MS);
    };
    const end = () => {
      clearTimeout(watch);
      const retryAfter_s = Number(request.getResponseHeader("Retry-After")) || 0;
      resolve({
        status: request.status,
        body: parsed(request.responseText),
        retryAfter_s,
      });
    };
    for (const name of ["load", "error", "abort", "timeout"]) request.addEventListener(name, end);
    request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
      moved();
      if (lengthComputable && total > 0) progress(loaded / total);
    });
    request.upload.addEventListener("loadend", moved);
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    moved();
    request.send(body);
  });
}

/**
 * For a page whose origin the intake does not know.
 *
 * @param {string} address  of the intake's tickets
 * @returns {Promise<string>}  empty where there is none
 */
async function formToken(address) {
  try {
    const response = await fetch(new URL("form-token", address), {
      headers: { Accept: "application/json" },
    });
    return String((await response.json()).token ?? "");
  } catch {
    return "";
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    const found = JSON.parse(text);
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {}; // A proxy's page of excuses.
  }
}
