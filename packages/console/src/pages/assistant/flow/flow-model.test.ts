/** An owner draws a dialogue: what was led to follows, nothing is lost that cannot be undone, and no two boxes lie on each other. */
import type { FlowDefinition, FlowNode } from "@offhook/engine/flow";
import { describe, expect, it } from "vitest";
import { flowShape } from "../../../../../server/src/assistants/flow-shape.ts";
import { TEMPLATES } from "../../../../../server/src/templates/index.ts";
import { addNode, connect, disconnect, freeName, removeNode, renameNode, setStart } from "./flow-edits.ts";
import { begun, done, moved, redone, undone } from "./flow-history.ts";
import { layoutOf, NODE_HEIGHT_PX, NODE_WIDTH_PX } from "./flow-layout.ts";
import { madeFirst, renameFlow, renameSlot, withoutFlow } from "./flow-list-edits.ts";
import { problemsIn } from "./flow-problems.ts";
import { emptyFlow, firstFlow, kindsFor, newNode, newNodeName } from "./new-node.ts";
import { nodeToward } from "./node-walk.ts";

const order: FlowDefinition = {
  id: "order",
  start: "number",
  nodes: {
    number: { type: "ask", slot: "number", text: "Which?", spec: { kind: "digits" }, next: { otherwise: "look" } },
    look: {
      type: "run",
      tool: "look",
      args: { number: "number", about: "=number" },
      onFault: "lost",
      next: { when: [{ path: "number.length", op: "gt", value: 3, to: "found" }], otherwise: "lost" },
    },
    found: { type: "say", text: "It is {{ number | digits }}.", next: { otherwise: null } },
    lost: { type: "transfer", person: "desk", onFailed: "floor" },
    floor: {
      type: "listen",
      text: "",
      otherwise: "No.",
      intents: [
        { id: "again", examples: ["again"], node: "number" },
        { id: "hours", examples: [], answer: "Nine." },
        { id: "order", examples: [], flow: "order" },
      ],
    },
  },
};
const sentences = (flow: FlowDefinition) => problemsIn(flow, [flow]).map(({ kind, node }) => `${kind} ${node}`);
const node = <Kind extends FlowNode["type"]>(flow: FlowDefinition, name: string, kind: Kind) => {
  const one = flow.nodes[name];
  if (one?.type !== kind) throw new Error(`${name} is no ${kind}`);
  return one as Extract<FlowNode, { type: Kind }>;
};

describe("edits", () => {
  it("renames a node with all that leads to it, and never onto another", () => {
    const renamed = renameNode(renameNode(order, "lost", "person"), "number", "which");
    expect(renamed.start).toBe("which");
    expect(node(renamed, "look", "run").onFault).toBe("person");
    expect(node(renamed, "look", "run").next.otherwise).toBe("person");
    expect(node(renamed, "floor", "listen").intents[0]?.node).toBe("which");
    expect(Object.keys(renamed.nodes)[0]).toBe("which");
    expect(sentences(renamed)).toEqual([]);
    expect(renameNode(order, "lost", "found")).toBe(order);
  });

  it("puts a node between two, and beside those that lead nowhere else", () => {
    const say: FlowNode = { type: "say", text: "", next: { otherwise: null } };
    const between = addNode(order, "thanks", say, "number");
    expect(node(between, "number", "ask").next.otherwise).toBe("thanks");
    expect(node(between, "thanks", "say").next.otherwise).toBe("look");
    expect(node(addNode(order, "bye", { type: "end", text: "" }, "found"), "found", "say").next.otherwise).toBe("bye");
    const alone = addNode(order, "bye", { type: "end", text: "" }, "number");
    expect(sentences(alone)).toEqual(["unreached bye"]);
    expect(node(addNode(order, "bye", { type: "end", text: "" }, "floor"), "floor", "listen").intents.at(-1)).toEqual({
      ...{ id: "bye", examples: [], node: "bye" },
    });
  });

  it("takes a node away: what led to it leads on, or is open and said to be", () => {
    const without = removeNode(order, "number");
    expect([without.start, node(without, "floor", "listen").intents[0]?.node]).toEqual(["look", "look"]);
    const open = removeNode(order, "floor");
    expect(sentences(open)).toEqual(["open lost"]);
    const gone = removeNode(order, "found");
    expect(node(gone, "look", "run").next).toEqual({ otherwise: "lost" });
    const one = emptyFlow("x");
    expect(removeNode(one, "say")).toBe(one);
  });

  it("connects and disconnects every kind of way", () => {
    const led = connect(order, "floor", { by: "intent", index: 1 }, "found");
    expect(node(led, "floor", "listen").intents[1]).toEqual({ id: "hours", examples: [], node: "found" });
    expect(node(connect(order, "look", { by: "fault" }, "found"), "look", "run").onFault).toBe("found");
    expect("onFault" in (disconnect(order, "look", { by: "fault" }).nodes.look as FlowNode)).toBe(false);
    expect(node(disconnect(order, "look", { by: "when", index: 0 }), "look", "run").next.when).toBeUndefined();
    expect(node(connect(order, "lost", { by: "failed" }, "found"), "lost", "transfer").onFailed).toBe("found");
    expect(sentences(connect(order, "number", { by: "next" }, "nowhere"))).toContain("missing number");
    expect(setStart(order, "nowhere")).toBe(order);
    expect(sentences(setStart(order, "look"))).toEqual([]);
  });

  it("renames a slot with all that reads it, unless another node fills it too", () => {
    const [renamed] = renameSlot([order], "order", "number", "orderNumber") as [FlowDefinition];
    expect(node(renamed, "look", "run").args).toEqual({ number: "orderNumber", about: "=number" });
    expect(node(renamed, "look", "run").next.when?.[0]?.path).toBe("orderNumber.length");
    expect(node(renamed, "found", "say").text).toBe("It is {{ orderNumber | digits }}.");
    const twice = [order, { ...order, id: "other" }];
    expect(node(renameSlot(twice, "order", "number", "x")[0] as FlowDefinition, "look", "run").args.number).toBe(
      "number",
    );
  });

  it("renames, puts first and takes away flows", () => {
    const go: FlowDefinition = {
      id: "go",
      start: "g",
      nodes: { g: { type: "go", flow: "order", next: { otherwise: null } } },
    };
    const renamed = renameFlow([order, go], "order", "parcel");
    expect(node(renamed[1] as FlowDefinition, "g", "go").flow).toBe("parcel");
    expect(node(renamed[0] as FlowDefinition, "floor", "listen").intents[2]?.flow).toBe("parcel");
    expect(renameFlow([order, go], "order", "go")).toEqual([order, go]);
    expect(madeFirst([order, go], "go").map(({ id }) => id)).toEqual(["go", "order"]);
    expect(withoutFlow([order, go], "order")).toEqual([go]);
  });
});

describe("problems", () => {
  it("are tied to the node that they name", () => {
    const flow = connect(
      addNode(order, "lonely", { type: "say", text: "{{day}}", next: { otherwise: "lonely" } }),
      "found",
      { by: "next" },
      "gone",
    );
    expect(problemsIn(flow, [flow]).map(({ kind, node, what }) => [kind, node, what])).toEqual([
      ["missing", "found", "gone"],
      ["unreached", "lonely", ""],
      ["closed", "found", ""],
      ["closed", "lonely", ""],
      ["unfilled", "lonely", "day"],
    ]);
    expect(sentences({ ...order, start: "x" })).toEqual(["start null"]);
  });

  it("come from the server too, where they are about this flow and a node that is still there", () => {
    const saved = [
      'in the flow "order", "look" runs the tool "look", which the assistant does not have',
      'in the flow "order", "gone" runs the tool "look", which the assistant does not have',
      'in the flow "other", "look" runs the tool "look", which the assistant does not have',
      'in the flow "order", "floor" leads to the flow "x", which the assistant does not have',
      "it has no name",
    ];
    expect(problemsIn(order, [order], saved).map(({ kind, node, what }) => [kind, node, what])).toEqual([
      ["tool", "look", "look"],
      ["flow", "floor", "x"],
    ]);
  });
});

describe("history", () => {
  const at = (id: string) => ({ flows: [emptyFlow(id)], place: { flow: id, node: null } });
  const ids = (history: ReturnType<typeof begun>) => history.present.flows[0]?.id;

  it("undoes and does again, and forgets what was undone once something else is done", () => {
    let history = done(done(begun(at("a")), at("b")), at("c"));
    history = undone(history);
    expect([ids(history), ids(undone(history)), ids(redone(history)), ids(undone(undone(undone(history))))]).toEqual([
      ...["b", "a", "c", "a"],
    ]);
    const other = done(history, at("d"));
    expect([ids(redone(other)), ids(undone(other))]).toEqual(["d", "b"]);
  });

  it("takes letters typed into one field for one step, until somebody goes elsewhere", () => {
    const typed = done(done(done(begun(at("a")), at("b"), "text"), at("c"), "text"), at("d"), "text");
    expect(ids(undone(typed))).toBe("a");
    const later = done(moved(typed, { flow: "d", node: "say" }), at("e"), "text");
    expect(ids(undone(later))).toBe("d");
    expect(undone(later).present.place.node).toBe("say");
  });
});

const drawings = [
  ...TEMPLATES.flatMap((template) => Object.values(template.texts).flatMap(({ settings }) => settings.flow ?? [])),
  ...[order, firstFlow("en"), addNode(order, "lonely", { type: "end", text: "" })],
] as FlowDefinition[];

describe("the drawing", () => {
  it.each(drawings.map((flow) => [flow.id, flow] as const))("of %s has no box upon another", (_, flow) => {
    const { nodes, width, height, edges } = layoutOf(flow);
    expect([...nodes.keys()].sort()).toEqual(Object.keys(flow.nodes).sort());
    const boxes = [...nodes.values()];
    for (const [index, a] of boxes.entries()) {
      expect(a.x >= 0 && a.y >= 0 && a.x + NODE_WIDTH_PX <= width && a.y + NODE_HEIGHT_PX <= height).toBe(true);
      for (const b of boxes.slice(index + 1)) {
        const apart = Math.abs(a.x - b.x) >= NODE_WIDTH_PX || Math.abs(a.y - b.y) >= NODE_HEIGHT_PX;
        expect(apart).toBe(true);
      }
    }
    for (const { points } of edges)
      for (const { x, y } of points) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
  });

  it("leads down, but for ways back, and is the same however the nodes are kept", () => {
    const { nodes, edges } = layoutOf(order);
    expect(edges.filter(({ isBack }) => isBack).map(({ edge }) => `${edge.from} ${edge.to}`)).toEqual(["floor number"]);
    for (const { points, isBack } of edges) expect((points.at(-1)?.y ?? 0) > (points[0]?.y ?? 0)).toBe(!isBack);
    const mixed = { ...order, nodes: Object.fromEntries(Object.entries(order.nodes).reverse()) };
    expect(new Map([...layoutOf(mixed).nodes].sort())).toEqual(new Map([...nodes].sort()));
  });

  it("is walked by arrows: along the lines, and sideways", () => {
    const layout = layoutOf(order);
    expect([nodeToward(layout, "number", "ArrowDown"), nodeToward(layout, "number", "ArrowUp")]).toEqual([
      "look",
      "number",
    ]);
    const row = ["found", "lost"].sort((a, b) => (layout.nodes.get(a)?.x ?? 0) - (layout.nodes.get(b)?.x ?? 0));
    expect(nodeToward(layout, row[0] as string, "ArrowRight")).toBe(row[1]);
    expect(nodeToward(layout, row[1] as string, "ArrowLeft")).toBe(row[0]);
    expect(nodeToward(layout, "look", "ArrowUp")).toBe("number");
  });
});

it("makes nodes and flows that the server reads, of every kind", () => {
  const around = { flows: [order, emptyFlow("more")], tools: [], people: [] };
  let flow = order;
  for (const kind of kindsFor(around)) {
    for (const after of Object.keys(order.nodes)) {
      flow = addNode(flow, newNodeName(flow, kind), newNode(kind, flow, around), after);
      expect(flowShape.safeParse(flow).error).toBeUndefined();
    }
  }
  for (const name of Object.keys(flow.nodes)) {
    flow = removeNode(flow, name);
    expect(flowShape.safeParse(flow).error).toBeUndefined();
  }
  expect(kindsFor({ ...around, flows: [order] })).not.toContain("go");
  for (const language of ["en", "ru"]) {
    const first = firstFlow(language);
    expect([flowShape.safeParse(first).success, sentences(first)]).toEqual([true, []]);
  }
  expect(freeName("say", ["say", "say-2"])).toBe("say-3");
});
