// @ts-check
// Reads a file of the index over the network.

/** A download that stands still is as good as missing: the reader gets a message instead of an endless wait. */
const PATIENCE_MS = 20_000;

/**
 * @param {string} folder  address of the index, with a slash at its end
 * @returns {(path: string, options?: { fresh?: boolean }) => Promise<ArrayBuffer>}  rejects when the file did not come whole
 */
export function reader(folder) {
  return async (path, { fresh = false } = {}) => {
    const response = await fetch(new URL(path, folder), {
      cache: fresh ? "reload" : "default",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new Error(`${response.status} ${path}`);
    return response.arrayBuffer();
  };
}
