/** The list of calls. */
export const calls = {
  title: "Calls",
  columns: {
    when: "When",
    caller: "Caller",
    called: "Called",
    outcome: "Outcome",
    duration: "Duration",
    wait: "Wait",
    cost: "Cost",
  },
  waitExplained:
    "How long the caller waited for an answer, from their last word to the agent’s first sound: the median of the call.",
  filters: {
    label: "Filters",
    words: "Words that were said",
    number: "Number",
    side: "Which number",
    from: "from",
    to: "to",
    direction: "Direction",
    anyDirection: "Any direction",
    outcome: "Outcome",
    anyOutcome: "Any outcome",
    since: "From day",
    until: "Until day",
    clear: "Clear filters",
  },
  keys: "<kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens",
  emptyTitle: "No calls yet",
  emptyText:
    "Place one from a terminal in Offhook’s folder. It goes over the real telephone protocol and appears here while it lasts.",
  noMatchTitle: "No call is like that",
  noMatchText: "Every filter must fit. Numbers are compared whole, words by how they begin.",
  older: "Older calls",
  newest: "Newest calls",
  still: "still talking",
};
