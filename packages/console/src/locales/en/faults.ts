/** Around what went wrong. The refusals themselves are the server's, in English; other languages have their own for its codes. */
export const faults = {
  detail: "{{message}} The server says: {{detail}}",
  garbled: {
    message: "The answer is not one of Offhook’s.",
    fix: "See what stands between this page and the server.",
  },
  notSaved: "Not saved yet",
  savesItself: "What you typed stays here, and is saved as soon as the server takes it.",
  keptSignedOut: "What you have typed is still here: it is saved once you are signed in. Leave this page open.",
  unauthenticated: {
    message: "The server does not know who is asking: you are signed out.",
    fix: "Open a new sign-in link: npx --no offhook login prints one.",
  },
  notOwner: "Only an owner may change this. Ask one.",
  viewer: "You may look at this and not change it: that takes the role of an editor. Ask an owner.",
};
