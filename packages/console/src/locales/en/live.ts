/** Calls in progress. */
export const live = {
  title: "Live",
  lines_one: "{{count}} call on the line, room for {{capacity}}.",
  lines_other: "{{count}} calls on the line, room for {{capacity}}.",
  capacityExplained: "How many calls this machine carries at once, measured when the server started.",
  full: "No more calls are taken: the server is full.",
  emptyTitle: "Nobody is on the line",
  emptyText: "Calls appear here the moment they begin, with the words as they are said; you can listen in.",
  nothingSaid: "Nothing has been said yet.",
  hears: "The agent hears…",
  reconnecting: "The connection broke; it is being made again.",
  agent: "Agent",
  caller: "Caller",
  listen: {
    start: "Listen in",
    stop: "Stop listening",
    connecting: "Connecting…",
    failed: "The sound did not come. Is the call still on the line?",
    hint: "Both sides, a moment late. Nobody on the line notices; it stands in the audit log.",
  },
};
