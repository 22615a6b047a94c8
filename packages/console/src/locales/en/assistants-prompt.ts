/** The tab of the prompt: what it says first, what a model reads, what it answers without one. */
export const prompt = {
  begins: "When the call is answered",
  speaks: "It speaks first",
  generates: "It greets in its own words",
  generatesHint:
    "The model writes the greeting for each call, by the instructions: the caller's number and what is passed with the call can be in it. It takes about a second longer.",
  generatesNeedsModel: "This needs a language model. Until one is chosen the text below is said.",
  greetsInstead: "If the model is late",
  greetsInsteadHint:
    "Said as it stands when the model has not begun within 1.2 s, or has failed. Say that it is automated.",
  waits: "It waits for the caller",
  waitsHint: "The caller has the first word. That it is automated is said before its first answer.",
  tokens_one: "about {{number}} token",
  tokens_other: "about {{number}} tokens",
  tokensHint: "An estimate: vendors count differently. All of it is read before each answer.",
  places: "Values",
  insert: "Insert {{place}}",
  about: {
    "caller.number": "the number that calls; in calls that you place, the number that they come from",
    now: "when the call began, with the date",
  },
  given: "You may also name a value that is given with an outgoing call (variables of POST /v1/calls): {{example}}.",
  firstGiven: "It may name a value that is given with an outgoing call (variables of POST /v1/calls): {{example}}.",
  notes: {
    given: "{{place}} comes with a call that you place by API. In every other call nothing stands there.",
    empty: "{{place}} is not known: it is read as nothing.",
    firstKnown: "{{place}} is known to the prompt only: here it is read as nothing.",
    unread: "{{place}} is no name of letters and digits: the braces stay as they are.",
  },
  answers: {
    title: "Known answers",
    text: "Questions that it answers by itself, in whatever words they are asked. A few wordings of each make it surer.",
    unusedModel: "They are not used while a model is chosen: write them into the prompt.",
    unusedFlow: "They are not used while there is a flow: it answers there.",
    asked: "Asked, a wording a line",
    askedPlaceholder: "When are you open?\nWhat are your hours?",
    say: "Answer",
    sayPlaceholder: "We are open from nine to five, Monday to Friday.",
    both: "A question and its answer are needed: until both are there it is not saved.",
    add: "Add an answer",
    remove: "Remove the answer {{number}}",
    group: "Answer {{number}}",
  },
  spoken: {
    title: "Pronunciation",
    text: "Words that the voice gets wrong, written as they sound. Transcripts keep what is written.",
    written: "Written",
    spoken: "Spoken",
    writtenPlaceholder: "Siim",
    spokenPlaceholder: "Seem",
    both: "Both are needed: until then it is not saved.",
    add: "Add a word",
    remove: "Remove the word {{number}}",
    group: "Word {{number}}",
  },
};

export const estimate = {
  aMinute: "{{price}} a minute",
  summary: "Of the first choices together",
  wait: "about {{wait}} to an answer",
  waitUnknown: "time to an answer unknown",
  waitText:
    "From the caller’s last word to the agent’s first sound: the pause that ends a turn and the times above, worked out, not measured in a call. Prepared sentences come sooner.",
  price: "about {{price}} a minute",
  priceMore: "{{price}} a minute and what is unknown",
  priceUnknown: "price a minute unknown",
  free: "free",
  priceText:
    "For a minute in which the agent speaks {{seconds}} s and answers {{answers}} times, at list prices, without the telephone line. Each call shows what it really cost.",
};
