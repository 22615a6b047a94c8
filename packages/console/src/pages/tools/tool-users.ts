/** Which assistants name a tool in what is now in their editor: in their list, or in a step of a flow. Pure. */

interface NamesTools {
  id: string;
  name: string;
  tools?: readonly string[];
  flow?: readonly { nodes: Readonly<Record<string, object>> }[];
}

export function usersOf<Assistant extends NamesTools>(assistants: readonly Assistant[], tool: string): Assistant[] {
  const runs = (node: object): boolean => "tool" in node && node.tool === tool;
  return assistants.filter(
    ({ tools = [], flow = [] }) =>
      tools.includes(tool) || flow.some(({ nodes }) => Object.values(nodes).some((node) => runs(node))),
  );
}
