/** `/v1/assistants`: made, edited as drafts, published as versions that never change again. */
import { DEFAULT_TIMING, TIMING_PRESETS } from "@offhook/engine/conversation";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { compileSettings } from "../assistants/compile-settings.ts";
import { checkServers } from "../assistants/own-servers.ts";
import { settingChanges } from "../assistants/setting-changes.ts";
import { type AssistantSettings, settingsShape } from "../assistants/settings-shape.ts";
import { OffhookError } from "../errors.ts";
import { warnOfDyingModels } from "../providers/dying-models.ts";
import {
  type AssistantRow,
  createAssistant,
  deleteAssistant,
  findAssistant,
  keepDraft,
  listAssistants,
  listVersions,
  publishDraft,
  saveDraft,
  type VersionRow,
} from "../store/assistant-drafts.ts";
import type { Store } from "../store/store.ts";
import { templateOf } from "../templates/index.ts";
import { knownTools } from "../tools/made-tools.ts";
import type { HttpContext } from "./app.ts";
import { assistantJson, etagOf, settingsOfRow, settingsOfVersion, versionJson } from "./assistant-json.ts";
import {
  assistantIdParams,
  assistantShape,
  createAssistantBody,
  diffQuery,
  diffShape,
  editAssistantBody,
  listAssistantsQuery,
  publishBody,
  publishedShape,
  rollbackBody,
  talkBody,
  timingDefaultsShape,
  versionParams,
  versionShape,
  webCallShape,
  wholeVersionShape,
} from "./assistant-shapes.ts";
import { listOf, nothing } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";
import { ifMatch, refuseOther, refuseStale } from "./if-match.ts";

export function assistantRoutes(scope: FastifyInstance, { store, logger }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const params = assistantIdParams;

  app.get(
    "/assistants",
    describes("listAssistants", "assistants", {
      querystring: listAssistantsQuery,
      response: { 200: listOf(assistantShape) },
    }),
    async ({ query: { limit, cursor } }) => {
      const tools = await knownTools(store);
      const found = await listAssistants(store, { limit: limit + 1, ...(cursor ? { afterId: cursor } : {}) });
      const items = found.slice(0, limit).map((row) => assistantJson(row, tools));
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );

  app.post(
    "/assistants",
    describes("createAssistant", "assistants", { body: createAssistantBody, response: { 201: assistantShape } }),
    async ({ body, actor }, reply) => {
      const { templateId, ...given } = body;
      const settings = { ...startOf(templateId, given.language), ...given };
      await checkServers(store, actor, settings);
      const row = await knownAssistant(store, await createAssistant(store, settings, templateId ?? null));
      warnOfDyingModels(logger, row.id, settings);
      return shown(store, reply.code(201), row);
    },
  );

  app.get(
    "/assistants/:id",
    describes("getAssistant", "assistants", { params, response: { 200: assistantShape } }),
    async (request, reply) => {
      return shown(store, reply, await knownAssistant(store, request.params.id));
    },
  );

  app.patch(
    "/assistants/:id",
    describes("editAssistant", "assistants", {
      params,
      headers: ifMatch,
      body: editAssistantBody,
      response: { 200: assistantShape },
    }),
    async (request, reply) => {
      const before = await knownAssistant(store, request.params.id);
      refuseCode(before);
      const settings = edited(settingsOfRow(before), request.body);
      await checkServers(store, request.actor, settings, settingsOfRow(before));
      const after = await savedDraft(store, before, request.headers["if-match"], settings);
      warnOfDyingModels(logger, before.id, settings);
      return shown(store, reply, after);
    },
  );

  app.delete(
    "/assistants/:id",
    describes("deleteAssistant", "assistants", { params, headers: ifMatch, response: { 204: nothing } }),
    async (request, reply) => {
      const { id } = request.params;
      const row = refuseCode(await knownAssistant(store, id));
      refuseOther(request.headers["if-match"], etagOf(row));
      if (!(await deleteAssistant(store, id))) throw new OffhookError("unknown-assistant", { id });
      return reply.code(204).send();
    },
  );
}

/** Published, and tried before that. The timing that it begins with is told as well. */
export function assistantVersionRoutes(scope: FastifyInstance, { store, callHost }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const params = assistantIdParams;

  app.post(
    "/assistants/:id/publish",
    describes("publishAssistant", "assistants", {
      params,
      body: publishBody.nullish(),
      response: { 200: publishedShape },
    }),
    async (request) => {
      const row = await knownAssistant(store, request.params.id);
      refuseCode(row);
      // Nothing has changed since: that version answers already.
      if (row.draft === null && row.publishedVersion !== null) return { version: row.publishedVersion };
      return {
        version: await publish(store, row, settingsOfRow(row), {
          note: request.body?.note ?? "",
          author: request.actor.name,
        }),
      };
    },
  );

  app.post(
    "/assistants/:id/talk",
    describes("talkToAssistant", "assistants", { params, body: talkBody.nullish(), response: { 201: webCallShape } }),
    async (request, reply) => {
      const row = await knownAssistant(store, request.params.id);
      const wantsDraft = request.body?.draft ?? true;
      const version =
        wantsDraft || row.publishedVersion === null ? await draftVersion(store, row) : row.publishedVersion;
      const call = await callHost.openWebCall?.(
        { id: row.id, version },
        { by: request.body?.by ?? "voice", variables: request.body?.variables ?? null },
      );
      if (!call) throw new OffhookError("not-ready", { because: "this server carries no calls" });
      return reply.code(201).send(call);
    },
  );

  app.get("/timing", describes("getTiming", "assistants", { response: { 200: timingDefaultsShape } }), async () => ({
    defaults: DEFAULT_TIMING,
    presets: [...TIMING_PRESETS],
  }));
}

/** What was published, how it differs, and going back. */
export function assistantHistoryRoutes(scope: FastifyInstance, { store }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  const params = assistantIdParams;

  app.get(
    "/assistants/:id/versions",
    describes("listVersions", "assistants", { params, response: { 200: listOf(versionShape) } }),
    async (request) => {
      const { id } = await knownAssistant(store, request.params.id);
      return { items: (await listVersions(store, id)).map(versionJson), nextCursor: null };
    },
  );

  app.get(
    "/assistants/:id/versions/:version",
    describes("getVersion", "assistants", { params: versionParams, response: { 200: wholeVersionShape } }),
    async (request) => {
      const row = await knownAssistant(store, request.params.id);
      const version = await knownVersion(store, row.id, request.params.version);
      return { ...versionJson(version), assistant: settingsOfVersion(version) };
    },
  );

  app.get(
    "/assistants/:id/diff",
    describes("getAssistantDiff", "assistants", { params, querystring: diffQuery, response: { 200: diffShape } }),
    async (request) => {
      const row = await knownAssistant(store, request.params.id);
      const { from = row.publishedVersion, to } = request.query;
      const settingsOf = async (version: number) => settingsOfVersion(await knownVersion(store, row.id, version));
      const before = from === null ? {} : await settingsOf(from);
      return { version: from, changes: settingChanges(before, to ? await settingsOf(to) : settingsOfRow(row)) };
    },
  );

  app.post(
    "/assistants/:id/versions/:version/restore",
    describes("restoreVersion", "assistants", {
      params: versionParams,
      headers: ifMatch,
      response: { 200: assistantShape },
    }),
    async (request, reply) => {
      const row = await knownAssistant(store, request.params.id);
      refuseCode(row);
      const settings = settingsOfVersion(await knownVersion(store, row.id, request.params.version));
      return shown(store, reply, await savedDraft(store, row, request.headers["if-match"], settings));
    },
  );

  app.post(
    "/assistants/:id/rollback",
    describes("rollBackAssistant", "assistants", { params, body: rollbackBody, response: { 200: publishedShape } }),
    async (request) => {
      const row = await knownAssistant(store, request.params.id);
      refuseCode(row);
      const { version } = await knownVersion(store, row.id, request.body.version);
      const settings = settingsOfVersion(await knownVersion(store, row.id, version));
      return {
        version: await publish(store, row, settings, {
          note: `As version ${version} was.`,
          author: request.actor.name,
        }),
      };
    },
  );
}

/** With the state that the next edit has to name. */
async function shown(store: Store, reply: { header(name: string, value: string): unknown }, row: AssistantRow) {
  reply.header("etag", etagOf(row));
  return assistantJson(row, await knownTools(store));
}

/** As the one who saves it saw it, or not at all. */
async function savedDraft(
  store: Store,
  before: AssistantRow,
  ifMatch: string | undefined,
  settings: AssistantSettings,
): Promise<AssistantRow> {
  const revision = await saveDraft(store, before.id, wantedRevision(ifMatch, before), settings);
  if (revision === null) throw new OffhookError("stale-version");
  return knownAssistant(store, before.id);
}

/** Unchanged, it is the published version. */
async function draftVersion(store: Store, row: AssistantRow): Promise<number> {
  if (row.draft === null && row.publishedVersion !== null) return row.publishedVersion;
  return keepDraft(store, row.id, row.revision, await compiledOrRefused(store, settingsOfRow(row)));
}

async function publish(
  store: Store,
  row: AssistantRow,
  settings: AssistantSettings,
  by: { note: string; author: string },
): Promise<number> {
  const version = await publishDraft(store, row.id, row.revision, {
    ...(await compiledOrRefused(store, settings)),
    ...by,
  });
  if (version === null) throw new OffhookError("stale-version");
  return version;
}

async function compiledOrRefused(store: Store, settings: AssistantSettings) {
  const { definition, problems } = compileSettings(settings, await knownTools(store));
  if (problems.length > 0) throw new OffhookError("assistant-invalid", { problems: problems.join("; ") });
  return { settings, definition: definition as unknown as Record<string, unknown> };
}

function startOf(templateId: string | undefined, language: string | undefined): Partial<AssistantSettings> {
  if (templateId === undefined) return {};
  const template = templateOf(templateId);
  if (!template) throw new OffhookError("unknown-template", { id: templateId });
  return template.texts[language?.startsWith("ru") ? "ru" : "en"].settings;
}

function edited(before: AssistantSettings, edit: Record<string, unknown>): AssistantSettings {
  const asked = edit.disclosure === undefined ? before.disclosure : edit.disclosure;
  const disclosure = asked === "automatic" ? undefined : asked;
  const all = Object.entries({ ...before, ...edit, disclosure });
  const kept = all.filter(([, value]) => value !== null && value !== undefined);
  return settingsShape.parse({ ...Object.fromEntries(kept), ...(disclosure === null ? { disclosure } : {}) });
}

/** `"7"`, as it was given; any other one is somebody else's state. */
function wantedRevision(ifMatch: string | undefined, row: AssistantRow): number {
  refuseStale(ifMatch, etagOf(row));
  return row.revision;
}

/** A file's assistant is changed in its file. */
function refuseCode(row: AssistantRow): AssistantRow {
  if (row.origin === "code") throw new OffhookError("assistant-from-code");
  return row;
}

async function knownAssistant(store: Store, id: string): Promise<AssistantRow> {
  const row = await findAssistant(store, id);
  if (!row) throw new OffhookError("unknown-assistant", { id });
  return row;
}

async function knownVersion(store: Store, id: string, version: number): Promise<VersionRow> {
  const found = (await listVersions(store, id)).find((one) => one.version === version);
  if (!found) throw new OffhookError("unknown-version", { id, version });
  return found;
}
