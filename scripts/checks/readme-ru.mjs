/**
 * README.ru.md says what README.md says in other words; what is typed is the same, to the letter and in the same order: fenced
 * blocks, the code that a table's row begins with, and pictures.
 */
import { readFileSync } from "node:fs";

const pages = ["README.md", "README.ru.md"].map((path) => ({ path, pieces: piecesOf(readFileSync(path, "utf8")) }));
const count = Math.max(...pages.map(({ pieces }) => pieces.length));
const different = [...Array(count).keys()].find((index) => {
  const [wanted, found] = pages.map(({ pieces }) => pieces[index]?.text);
  return wanted !== found;
});
if (different !== undefined) {
  const [wanted, found] = pages.map(({ path, pieces: { [different]: piece } }) => describe(path, piece));
  console.log(`These should be the same:\n${wanted}\n${found}`);
  process.exit(1);
}
console.log(`${count} blocks, commands and pictures, the same in both`);

/** Each with the number of the line that it begins on. */
function piecesOf(page) {
  const pieces = [];
  let block = null;
  for (const [index, line] of page.split("\n").entries()) {
    const isFence = line.startsWith("```");
    if (block) {
      block.text += `\n${line}`;
      if (isFence) block = null;
    } else if (isFence) {
      block = { line: index + 1, text: line };
      pieces.push(block);
    } else {
      const alone = line.match(/^\| (`[^|]*`) \|/)?.[1] ?? line.match(/^!\[.*\]\((.*)\)$/)?.[1];
      if (alone) pieces.push({ line: index + 1, text: alone });
    }
  }
  return pieces;
}

function describe(path, piece) {
  return piece ? `${path}:${piece.line}\n${piece.text}` : `${path} ends before it`;
}
