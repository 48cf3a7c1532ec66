// @ts-check
// The worker in which a task is solved, so that the page stays lively.

import { solved } from "./proof-solving.js";

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ proof: await solved(data) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});
