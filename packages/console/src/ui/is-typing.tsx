/** Whether a key belongs to a field, a button or an open sheet, and not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return target?.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]") !== null;
}
