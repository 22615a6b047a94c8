/** `httpTool()`: a tool that asks a server of yours. It is data, so that the console can hold and edit the same one. */
import { describedHttpTool, type HttpToolDefinition, httpToolProblems } from "@offhook/server/tool-shape";
import { z } from "zod";
import { type CodeTool, jsonSchemaOf } from "./tool.ts";

export interface HttpToolOptions extends Omit<HttpToolDefinition, "parameters"> {
  /** A Zod object, or JSON Schema as the console has it. */
  parameters: z.ZodObject | Record<string, unknown>;
  /** What it answers where there is no server, as in `simulate()`; left out, it fails there. */
  standIn?(args: Record<string, unknown>): unknown;
}

/** A tool without code: on a server it is asked by that server, with the secrets that are kept there. */
export interface HttpTool extends CodeTool {
  readonly http: HttpToolDefinition;
}

/** Throws with everything that is wrong at once. */
export function httpTool({ standIn, parameters, ...rest }: HttpToolOptions): HttpTool {
  const schema = parameters instanceof z.ZodObject ? jsonSchemaOf(parameters) : parameters;
  const definition: HttpToolDefinition = { ...rest, parameters: schema };
  const problems = httpToolProblems(definition);
  if (problems.length > 0) {
    throw new Error(`The tool "${rest.name}" cannot be asked:\n${problems.map((one) => `- ${one}`).join("\n")}`);
  }
  return {
    ...describedHttpTool(definition),
    http: definition,
    async run(args) {
      if (standIn) return standIn(args);
      throw new Error(`"${rest.name}" is asked by a server, and there is none: give it a \`standIn\``);
    },
  };
}

/** The value of a header that is kept by the server under this name (Tools → Secrets), and never stands in a file. */
export const secret = (name: string): { secret: string } => ({ secret: name });
