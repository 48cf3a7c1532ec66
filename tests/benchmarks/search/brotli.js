// @ts-check
// The bytes that files are sent with: brotli at its best, or as they are where that is smaller.
// node brotli.js [--write]   paths on standard input, a line each; as many sizes on standard output.
// With --write the compressed ones are written beside the files, as FILE.br.

import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const isWriting = process.argv.includes("--write");
for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const content = readFileSync(path);
  const packed = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  if (isWriting && packed.length < content.length) writeFileSync(`${path}.br`, packed);
  process.stdout.write(`${Math.min(packed.length, content.length)}\n`);
}
