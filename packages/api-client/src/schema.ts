/**
 * The API's types in the form that `openapi-typescript` writes. Kept by hand until the server gives `/openapi.json`; the
 * generated file then takes this one's place, name for name.
 */
export interface paths {
  "/v1/calls": { get: operations["listCalls"] };
  "/v1/calls/{id}": { get: operations["getCall"] };
  "/v1/calls/{id}/transcript": { get: operations["getTranscript"] };
  "/v1/calls/{id}/events": { get: operations["listEvents"] };
  "/v1/calls/{id}/cost": { get: operations["getCost"] };
  "/v1/providers": { get: operations["listProviders"] };
  "/v1/providers/used": { get: operations["listUsedModels"] };
  "/v1/test-calls": { get: operations["listTestCalls"]; post: operations["addTestCall"] };
  "/v1/test-calls/{id}": { delete: operations["removeTestCall"] };
  "/v1/test-calls/{id}/run": { post: operations["runTestCall"] };
  "/v1/test-calls/{id}/runs": { get: operations["listTestRuns"] };
  "/ready": { get: operations["getReadiness"] };
}

export interface components {
  schemas: {
    Error: { error: { code: string; message: string; fix: string } };
    /** Exact decimal. */
    Money: { amount: string; currency: string };
    CallStream: { id: string; startedAt: string; endedAt: string | null; endedBecause: string | null };
    Call: {
      id: string;
      carrier: "twilio" | "twin" | "browser";
      carrierCallId: string;
      direction: "inbound" | "outbound" | "web";
      status: "ringing" | "in-progress" | "ended";
      endedReason:
        | "caller-hung-up"
        | "agent-hung-up"
        | "transferred"
        | "caller-silent"
        | "max-duration"
        | "budget-reached"
        | "refused-full"
        | "refused-draining"
        | "carrier-lost"
        | "voicemail"
        | "busy"
        | "no-answer"
        | "failed"
        | null;
      from: string;
      to: string;
      assistantId: string;
      assistantVersion: number;
      startedAt: string;
      answeredAt: string | null;
      endedAt: string | null;
      durationMs: number;
      streams: components["schemas"]["CallStream"][];
      disclosureHeardAt: string | null;
      recording: "none" | "writing" | "ready" | "deleted";
      latency: { voiceToVoiceP50Ms: number | null; voiceToVoiceP95Ms: number | null };
      cost: components["schemas"]["Money"] | null;
      replayable: boolean;
    };
    Turn: {
      id: string;
      speaker: "agent" | "caller" | "operator";
      kind: "speech" | "dtmf" | "backchannel";
      /** An agent's text is only what was heard. */
      text: string;
      startMs: number;
      endMs: number;
      interrupted: boolean;
      intendedText: string | null;
      heardBy: "mark" | "word-times" | "share" | null;
      endedBecause: string | null;
      confidence: number | null;
      latency: {
        endpointMs: number | null;
        modelMs: number | null;
        voiceMs: number | null;
        voiceToVoiceMs: number | null;
      } | null;
    };
    Transcript: { callId: string; final: boolean; turns: components["schemas"]["Turn"][] };
    LogItem: {
      seq: number;
      atMs: number;
      audioMs: number | null;
      kind: "input" | "decision" | "command" | "snapshot";
      type: string;
      data: Record<string, unknown>;
      hash: string;
    };
    CostItem: {
      item:
        | "carrier-leg"
        | "stream"
        | "transcriber"
        | "voice"
        | "model"
        | "realtime"
        | "sms"
        | "recording"
        | "transfer"
        | "amd";
      provider: string;
      quantity: number;
      unit: string;
      /** null: no price is known. */
      amount: components["schemas"]["Money"] | null;
      reported: boolean;
      priceListVersion: string;
      because?: string;
    };
    CallCost: {
      callId: string;
      cost: components["schemas"]["Money"] | null;
      exact: components["schemas"]["Money"] | null;
      complete: boolean;
      carrierBills: boolean | null;
      final: boolean;
      priceListVersion: string | null;
      items: components["schemas"]["CostItem"][];
    };
    ProviderKind: "transcriber" | "voice" | "model" | "realtime";
    Price: { amount: string; currency: string; per: string; asOf: string };
    ProviderModel: {
      id: string;
      kind: components["schemas"]["ProviderKind"];
      name: string;
      languages: string[];
      price: components["schemas"]["Price"] | null;
      prices: (components["schemas"]["Price"] & { source: string; verified: boolean })[];
      endOfLife: string | null;
      successor: string | null;
      publishedLatencyMs: { p50: number; p95: number | null } | null;
      contextTokens: number | null;
    };
    Provider: {
      id: string;
      name: string;
      kinds: components["schemas"]["ProviderKind"][];
      needsKey: boolean;
      configured: boolean;
      state: "ready" | "no-key" | "degraded" | "down" | "unknown";
      checkedAt: string | null;
      lastFault: { code: string; message: string; at: string } | null;
      models: components["schemas"]["ProviderModel"][];
    };
    UsedModels: {
      assistantId: string;
      uses: { provider: string; kind: components["schemas"]["ProviderKind"]; id?: string; model?: string }[];
    };
    NewTestCall: {
      name: string;
      to?: string;
      says: string[];
      everyMinutes?: number | null;
      expects?: {
        hears?: string[];
        doesNotHear?: string[];
        tools?: string[];
        endedReason?: NonNullable<components["schemas"]["Call"]["endedReason"]>[];
        longestWaitMs?: number;
      };
    };
    TestCall: {
      id: string;
      name: string;
      to: string;
      says: string[];
      /** null: only when asked to. */
      everyMinutes: number | null;
      expects: {
        hears: string[];
        doesNotHear: string[];
        tools: string[];
        endedReason: NonNullable<components["schemas"]["Call"]["endedReason"]>[];
        longestWaitMs: number;
      };
      nextRunAt: string | null;
      createdAt: string;
    };
    TestRun: {
      id: string;
      testCallId: string;
      /** null: the call never came about. */
      callId: string | null;
      startedAt: string;
      endedAt: string;
      ok: boolean;
      /** A sentence each. */
      problems: string[];
      longestWaitMs: number | null;
    };
    Readiness: { ready: boolean; full: boolean; calls: number; capacity: number; because: string | null };
  };
}

type Json<Body> = { headers: { [name: string]: unknown }; content: { "application/json": Body } };
type Refused = Json<components["schemas"]["Error"]>;
type List<Item> = { items: Item[]; nextCursor: string | null };
type Answer<Body> = { 200: Json<Body>; default: Refused };
type ById = { path: { id: string } };

export interface operations {
  listCalls: {
    parameters: {
      query?: {
        carrierCallId?: string;
        assistantId?: string;
        direction?: components["schemas"]["Call"]["direction"];
        endedReason?: NonNullable<components["schemas"]["Call"]["endedReason"]>;
        from?: string;
        to?: string;
        since?: string;
        until?: string;
        q?: string;
        limit?: number;
        cursor?: string;
      };
    };
    responses: Answer<List<components["schemas"]["Call"]>>;
  };
  getCall: { parameters: ById; responses: Answer<components["schemas"]["Call"]> };
  getTranscript: { parameters: ById; responses: Answer<components["schemas"]["Transcript"]> };
  listEvents: {
    parameters: ById & { query?: { after?: number; limit?: number; cursor?: number } };
    responses: Answer<List<components["schemas"]["LogItem"]>>;
  };
  getCost: { parameters: ById; responses: Answer<components["schemas"]["CallCost"]> };
  listProviders: { parameters: Record<never, never>; responses: Answer<List<components["schemas"]["Provider"]>> };
  listUsedModels: { parameters: Record<never, never>; responses: Answer<List<components["schemas"]["UsedModels"]>> };
  listTestCalls: { parameters: Record<never, never>; responses: Answer<List<components["schemas"]["TestCall"]>> };
  addTestCall: {
    parameters: Record<never, never>;
    requestBody: { content: { "application/json": components["schemas"]["NewTestCall"] } };
    responses: { 201: Json<components["schemas"]["TestCall"]>; default: Refused };
  };
  removeTestCall: {
    parameters: ById;
    responses: { 204: { headers: { [name: string]: unknown }; content?: never }; default: Refused };
  };
  runTestCall: { parameters: ById; responses: Answer<components["schemas"]["TestRun"]> };
  listTestRuns: {
    parameters: ById & { query?: { limit?: number; cursor?: string } };
    responses: Answer<List<components["schemas"]["TestRun"]>>;
  };
  getReadiness: {
    parameters: Record<never, never>;
    responses: {
      200: Json<components["schemas"]["Readiness"]>;
      503: Json<components["schemas"]["Readiness"]>;
      default: Refused;
    };
  };
}
