// @ts-check
// Proof of work for the intake: asked for only while it is flooded, solved only when a form is sent.

/** @typedef {import("./proof-solving.js").Challenge} Challenge */

/**
 * @param {string} address  of the intake's tickets
 * @returns {Promise<string>}  the field `pow`; empty where none is asked for, or it cannot be solved here
 */
export async function proofFor(address) {
  try {
    const response = await fetch(new URL("challenge", address), { headers: { Accept: "application/json" } });
    return response.status === 200 ? await inWorker(await response.json()) : "";
  } catch {
    return "";
  }
}

/**
 * @param {Challenge} challenge
 * @returns {Promise<string>}
 */
async function inWorker(challenge) {
  const worker = new Worker(new URL("./proof-worker.js", import.meta.url), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => (data.proof ? resolve(data.proof) : reject(data.error)));
      worker.addEventListener("error", reject);
      worker.postMessage(challenge);
    });
  } catch {
    const { solved } = await import("./proof-solving.js"); // Workers are refused here.
    return solved(challenge);
  } finally {
    worker.terminate();
  }
}
