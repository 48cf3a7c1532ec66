// @ts-check
// Solves the intake's task: which number, put behind the task's own bytes, derives a key that begins as it must.
// Source of the format: ALTCHA, version 2, https://altcha.org; only what kb.intake.proof makes.

/**
 * @typedef {object} Challenge
 * @property {{ algorithm: string, cost: number, keyLength: number, keyPrefix: string, nonce: string, salt: string }} parameters
 * @property {string} signature
 */

const ALGORITHM = "PBKDF2/SHA-256";
/** Far above what the intake asks for; a task without a solution must end. */
const MOST_TRIES = 100_000;

/**
 * @param {Challenge} challenge
 * @returns {Promise<string>}  the field `pow`; rejects where the task is none that can be solved
 */
export async function solved(challenge) {
  const { algorithm, cost, keyLength, keyPrefix, nonce, salt } = challenge.parameters;
  if (algorithm !== ALGORITHM) throw new Error(`unknown task: ${algorithm}`);
  const password = new Uint8Array([...bytesOf(nonce), 0, 0, 0, 0]);
  const counter = new DataView(password.buffer, password.length - 4);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: cost };
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    counter.setUint32(0, tried);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hexOf(await crypto.subtle.deriveBits(derivation, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix))
      return btoa(JSON.stringify({ challenge, solution: { counter: tried, derivedKey } }));
  }
  throw new Error("no solution");
}

/** @param {string} hex */
function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** @param {ArrayBuffer} bytes */
function hexOf(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
