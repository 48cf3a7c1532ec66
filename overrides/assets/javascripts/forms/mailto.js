// @ts-check
// A ticket as an address that opens the reader's mail program. Pure.

/** Longer addresses are cut or refused by some mail programs and by Windows. Source: Microsoft, KB 208427 (2,083). */
const LONGEST = 2000;

/**
 * @param {string} address
 * @param {{ subject: string, body: string }} text
 * @returns {{ url: string, isCut: boolean }}  cut at the end of a line where the text is too long
 */
export function mailto(address, { subject, body }) {
  const start = `mailto:${encodeURIComponent(address).replace("%40", "@")}?subject=${encoded(subject)}&body=`;
  const whole = encoded(body);
  if (start.length + whole.length <= LONGEST) return { url: start + whole, isCut: false };
  const lines = [];
  let room = LONGEST - start.length - encoded("\n…").length;
  for (const line of body.split("\n")) {
    room -= encoded(`${line}\n`).length;
    if (room < 0) break;
    lines.push(line);
  }
  return { url: start + encoded([...lines, "…"].join("\n")), isCut: true };
}

/** @param {string} text  with line ends as RFC 6068 wants them; half a character pair cannot be encoded */
function encoded(text) {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd").replace(/\n/g, "\r\n"));
}
