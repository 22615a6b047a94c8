/** What keeps an assistant from answering calls. */
export const problem = {
  inFlow: "Flow {{flow}}: {{problem}}",
  nameless: "It has no name.",
  timeZone: "{{what}} is no time zone: write, for example, Europe/Tallinn.",
  twoTools: "Two tools are named {{what}}.",
  twoFlows: "Two flows are named {{what}}.",
  number: "The number of {{what}} is to be written like +14155550100, not {{number}}.",
  noTool: "There is no tool {{what}}.",
  noProvider: "{{slot}}: there is no provider {{what}}.",
  choose: "{{slot}}: choose one of {{what}}.",
  chooseSuch: "{{slot}}: choose one of {{what}}, such as {{example}}.",
  address: "{{slot}}: {{what}} needs its server's address, beginning with http:// or https://.",
  slots: { model: "Model", voice: "Voice", transcriber: "Transcriber", realtime: "Realtime model" },
};
