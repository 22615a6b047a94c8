/** A number as people write it, as carriers do. */

/** Spaces, brackets, dots and hyphens go; 00 before a country's code becomes a plus. */
export function plainNumber(text: string): string {
  return text.replace(/[\s().\u00a0\u2010-\u2015-]/g, "").replace(/^00/, "+");
}
