/** Reads the words out of a JSGF grammar, so that unknown ones can be given a pronunciation first. Pure. */

/** Lower case throughout (the dictionary has nothing else), but for the first line, which JSGF fixes. */
export function lowerCaseGrammar(grammar: string): string {
  const headerEnd = grammar.indexOf(";") + 1;
  return grammar.slice(0, headerEnd) + grammar.slice(headerEnd).toLowerCase();
}

/** Every different word that the grammar can hear. */
export function wordsOfGrammar(grammar: string): string[] {
  const bodies = lowerCaseGrammar(grammar)
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, " ")
    .replace(/^#jsgf[^;]*;/i, " ")
    .replace(/\b(grammar|import)\s[^;]*;/g, " ")
    .replace(/\{[^}]*\}/g, " ")
    .replace(/(public\s+)?<[^>]*>\s*=/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\/[\d.\s]+\//g, " ")
    .replace(/[()[\]|*+;"]/g, " ");
  return [...new Set(bodies.split(/\s+/).filter(Boolean))];
}
