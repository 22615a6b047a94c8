/**
 * The API's types, written by `node --import tsx scripts/docs/api-types.ts` from what the server says of itself.
 * Changes go into the server's shapes.
 */
export interface paths {
  "/health": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getHealth"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/ready": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getReadiness"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/session": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getSession"];
    put?: never;
    post?: never;
    delete: operations["endSession"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/sign-in-links": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["makeSignInLink"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listMembers"];
    put?: never;
    post: operations["addMember"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/members/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations["removeMember"];
    options?: never;
    head?: never;
    patch: operations["changeMember"];
    trace?: never;
  };
  "/v1/api-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listApiKeys"];
    put?: never;
    post: operations["makeApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/api-keys/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations["revokeApiKey"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/audit-log": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listAuditLog"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/webhooks": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listWebhooks"];
    put?: never;
    post: operations["addWebhook"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/webhooks/{id}/secret": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["renewWebhookSecret"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/webhooks/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations["removeWebhook"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/webhooks/{id}/deliveries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listDeliveries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/calls": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listCalls"];
    put?: never;
    post: operations["placeCall"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/calls/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getCall"];
    put?: never;
    post?: never;
    delete: operations["deleteCall"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/calls/{id}/transcript": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getTranscript"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/calls/{id}/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listEvents"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/calls/{id}/recording": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getRecording"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/settings/outbound": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getOutboundSettings"];
    put: operations["setOutboundSettings"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/settings/retention": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getRetention"];
    put: operations["setRetention"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/settings/currency": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getCurrency"];
    put: operations["setCurrency"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/settings/console": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getConsoleSetting"];
    put: operations["setConsoleSetting"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/assistants": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listAssistants"];
    put?: never;
    post: operations["createAssistant"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/assistants/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getAssistant"];
    put?: never;
    post?: never;
    delete: operations["deleteAssistant"];
    options?: never;
    head?: never;
    patch: operations["editAssistant"];
    trace?: never;
  };
  "/v1/assistants/{id}/publish": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["publishAssistant"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/assistants/{id}/talk": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["talkToAssistant"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/timing": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getTiming"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/assistants/{id}/versions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listVersions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/assistants/{id}/versions/{version}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getVersion"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/assistants/{id}/diff": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getAssistantDiff"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/assistants/{id}/versions/{version}/restore": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["restoreVersion"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/assistants/{id}/rollback": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["rollBackAssistant"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/templates": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listTemplates"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/imports/vapi": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["importVapi"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/phone-numbers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listPhoneNumbers"];
    put?: never;
    post: operations["connectPhoneNumber"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/phone-numbers/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getPhoneNumber"];
    put?: never;
    post?: never;
    delete: operations["disconnectPhoneNumber"];
    options?: never;
    head?: never;
    patch: operations["editPhoneNumber"];
    trace?: never;
  };
  "/v1/phone-numbers/{id}/check": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["checkPhoneNumber"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/phone-numbers/{id}/repair": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["repairPhoneNumber"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/phone-numbers/{id}/diagnosis": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["diagnosePhoneNumber"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/phone-numbers/{id}/call": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["callPhoneNumber"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/simulator/numbers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["connectSimulatorNumber"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/twilio/accounts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listTwilioAccounts"];
    put?: never;
    post: operations["keepTwilioAccount"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/twilio/accounts/{accountSid}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations["forgetTwilioAccount"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/twilio/accounts/{accountSid}/numbers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listTwilioNumbers"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/twilio/accounts/{accountSid}/available": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["searchTwilioNumbers"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/twilio/accounts/{accountSid}/papers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listTwilioPapers"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/twilio/accounts/{accountSid}/buy": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["buyTwilioNumber"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/tools": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listTools"];
    put?: never;
    post: operations["addTool"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/tools/built-in": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listBuiltInTools"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/tools/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getTool"];
    put: operations["replaceTool"];
    post?: never;
    delete: operations["removeTool"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/tools/{id}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["testTool"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/tools/{id}/runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listToolRuns"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/secrets": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listSecrets"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/secrets/{name}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put: operations["enterSecret"];
    post?: never;
    delete: operations["removeSecret"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/providers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listProviders"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/providers/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listProviderHistory"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/providers/{id}/voices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listVoices"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/providers/used": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listUsedModels"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/provider-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listProviderKeys"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/provider-keys/{provider}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put: operations["enterProviderKey"];
    post?: never;
    delete: operations["forgetProviderKey"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/provider-keys/{provider}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["testProviderKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/voice-preview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["previewVoice"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/prices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getPrices"];
    put: operations["setPrices"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/alerts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getAlerts"];
    put: operations["setAlerts"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/backups": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["makeBackup"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/test-calls": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listTestCalls"];
    put?: never;
    post: operations["addTestCall"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/test-calls/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations["removeTestCall"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/test-calls/{id}/run": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations["runTestCall"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/test-calls/{id}/runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["listTestRuns"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/calls/{id}/cost": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getCost"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/budget": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations["getBudget"];
    put: operations["setBudget"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    FlowInput: {
      id: string;
      start: string;
      nodes: {
        [key: string]:
          | {
              /** @constant */
              type: "say";
              text: string;
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "ask";
              slot: string;
              text: string;
              spec: {
                /** @enum {string} */
                kind: "date" | "time" | "number" | "digits" | "money" | "phone" | "name" | "yes-no" | "choice" | "text";
                future?: boolean;
                min?: number;
                max?: number;
                minLength?: number;
                maxLength?: number;
                choices?: {
                  id: string;
                  label: string;
                  says?: string[];
                  key?: string;
                }[];
              };
              confirm?: boolean;
              again?: string[];
              help?: string;
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "choose";
              slot: string;
              text: string;
              from: string;
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "listen";
              text: string;
              again?: string[];
              help?: string;
              intents: {
                id: string;
                examples: string[];
                answer?: string;
                node?: string;
                flow?: string;
              }[];
              otherwise: string;
            }
          | {
              /** @constant */
              type: "branch";
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "run";
              tool: string;
              args: {
                [key: string]: string;
              };
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
              onFault?: string;
            }
          | {
              /** @constant */
              type: "go";
              flow: string;
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "transfer";
              person: string;
              text?: string;
              onFailed: string;
            }
          | {
              /** @constant */
              type: "end";
              text: string;
            };
      };
    };
    ProviderChoiceInput: {
      provider: string;
      id?: string;
    } & {
      [key: string]: unknown;
    };
    AssistantEditInput: {
      name?: string;
      instructions?: string | null;
      firstMessage?: string | null;
      greeting?: "generated" | null;
      language?: string | null;
      timeZone?: string | null;
      /** @description null turns it off; "automatic" takes away what was set: the first message decides again. */
      disclosure?:
        | (
            | {
                phrase: string;
                short: string;
                mustFinish?: boolean;
              }
            | "automatic"
          )
        | null;
      transcriber?: components["schemas"]["ProviderChoiceInput"][] | null;
      voice?: components["schemas"]["ProviderChoiceInput"][] | null;
      model?: components["schemas"]["ProviderChoiceInput"][] | null;
      realtime?: components["schemas"]["ProviderChoiceInput"][] | null;
      choose?: {
        /** @enum {string} */
        transcriber?: "order" | "latency" | "price";
        /** @enum {string} */
        voice?: "order" | "latency" | "price";
        /** @enum {string} */
        model?: "order" | "latency" | "price";
      } | null;
      thinkAhead?: boolean | null;
      hedge?: boolean | null;
      pronunciations?:
        | {
            written: string;
            spoken: string;
          }[]
        | null;
      budget?: {
        perCall?: string;
        perDay?: string;
        perMonth?: string;
      } | null;
      answers?:
        | {
            asked: string[];
            say: string;
          }[]
        | null;
      tools?: string[] | null;
      flow?: components["schemas"]["FlowInput"][] | null;
      people?:
        | {
            id: string;
            name: string;
            number: string;
            hours?: {
              1?: {
                from: string;
                until: string;
              }[];
              2?: {
                from: string;
                until: string;
              }[];
              3?: {
                from: string;
                until: string;
              }[];
              4?: {
                from: string;
                until: string;
              }[];
              5?: {
                from: string;
                until: string;
              }[];
              6?: {
                from: string;
                until: string;
              }[];
              7?: {
                from: string;
                until: string;
              }[];
            };
          }[]
        | null;
      timing?: {
        waitCompleteMs?: number;
        waitUsualMs?: number;
        waitUnsureMs?: number;
        waitIncompleteMs?: number;
        wordsQuietMs?: number;
        transcriptLateMs?: number;
        bargeInMs?: number;
        bargeInDecisionMs?: number;
        firstFillerMs?: number;
        nextFillerMs?: number;
        toolSilentMs?: number;
        replyOverdueMs?: number;
        idlePromptMs?: number;
        idlePrompts?: number;
        goodbyeGraceMs?: number;
        keysPauseMs?: number;
        resumeWindowMs?: number;
        transferRingMs?: number;
        transferOutcomeMs?: number;
        maxDurationMs?: number;
        almostOverMs?: number;
        markOverdueMs?: number;
        voiceOverdueMs?: number;
        wordlessMs?: number;
      } | null;
      phrases?: {
        stillThere?: string;
        goodbye?: string;
        more?: string;
        offerPerson?: string;
        silentGoodbye?: string;
        fillers?: string[];
        toolSlow?: string;
        apology?: string;
        notHeard?: string;
        lineDropped?: string;
        lineBack?: string;
        transferring?: string;
        noPerson?: string;
        transferBusy?: string;
        transferNoAnswer?: string;
        transferFailed?: string;
        trouble?: string;
        troublePerson?: string;
        troubleGoodbye?: string;
        almostOver?: string;
        timeOver?: string;
        allBusy?: string;
      } | null;
      recording?: boolean | null;
      retention?: {
        transcriptDays?: number | null;
        recordingDays?: number | null;
      } | null;
      whileUnsure?: ("silent" | "duck") | null;
      whenFull?: ("reject" | "say" | "transfer") | null;
    };
    NewCallInput: {
      to: string;
      assistantId: string;
      /** @description One of the connected numbers; left out: the assistant's own. */
      from?: string;
      /** @description For `{{name}}` in prompts and flows. */
      variables?: {
        [key: string]: string;
      };
    };
    NumberHoursInput: {
      timeZone: string;
      days: {
        1?: {
          from: string;
          until: string;
        }[];
        2?: {
          from: string;
          until: string;
        }[];
        3?: {
          from: string;
          until: string;
        }[];
        4?: {
          from: string;
          until: string;
        }[];
        5?: {
          from: string;
          until: string;
        }[];
        6?: {
          from: string;
          until: string;
        }[];
        7?: {
          from: string;
          until: string;
        }[];
      };
    };
    NewTestCallInput: {
      name: string;
      /** @default +14155550199 */
      to?: string;
      says: string[];
      /** @default null */
      everyMinutes?: number | null;
      /** @default {} */
      expects?: {
        /** @default [] */
        hears?: string[];
        /** @default [] */
        doesNotHear?: string[];
        /** @default [] */
        tools?: string[];
        /**
         * @default [
         *       "caller-hung-up",
         *       "agent-hung-up"
         *     ]
         */
        endedReason?: (
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
        )[];
        /** @default 4000 */
        longestWaitMs?: number;
      };
    };
    /** @description Every refusal: what it is called, what happened, and what to do about it. */
    Error: {
      error: {
        code: string;
        message: string;
        fix: string;
      };
    };
    /** @description An exact decimal. */
    Money: {
      amount: string;
      currency: string;
    };
    ApiKey: {
      id: string;
      name: string;
      /**
       * @description `read` looks; `calls` looks and places calls; `write` does what an editor may; `admin` what an owner may.
       * @enum {string}
       */
      scope: "read" | "calls" | "write" | "admin";
      author: string;
      /** Format: date-time */
      createdAt: string;
      lastUsedAt: string | null;
    };
    AuditEntry: {
      id: string;
      /** Format: date-time */
      at: string;
      /** @description A member or a key, by name; empty: whoever holds the server's own key. */
      who: string;
      /** @description An operation of this API, such as `publishAssistant`. */
      action: string;
      path: string;
    };
    Flow: {
      id: string;
      start: string;
      nodes: {
        [key: string]:
          | {
              /** @constant */
              type: "say";
              text: string;
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "ask";
              slot: string;
              text: string;
              spec: {
                /** @enum {string} */
                kind: "date" | "time" | "number" | "digits" | "money" | "phone" | "name" | "yes-no" | "choice" | "text";
                future?: boolean;
                min?: number;
                max?: number;
                minLength?: number;
                maxLength?: number;
                choices?: {
                  id: string;
                  label: string;
                  says?: string[];
                  key?: string;
                }[];
              };
              confirm?: boolean;
              again?: string[];
              help?: string;
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "choose";
              slot: string;
              text: string;
              from: string;
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "listen";
              text: string;
              again?: string[];
              help?: string;
              intents: {
                id: string;
                examples: string[];
                answer?: string;
                node?: string;
                flow?: string;
              }[];
              otherwise: string;
            }
          | {
              /** @constant */
              type: "branch";
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "run";
              tool: string;
              args: {
                [key: string]: string;
              };
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
              onFault?: string;
            }
          | {
              /** @constant */
              type: "go";
              flow: string;
              next: {
                when?: {
                  path: string;
                  /** @enum {string} */
                  op: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "exists" | "contains";
                  value?: string | number | boolean;
                  to: string;
                }[];
                otherwise: string | null;
              };
            }
          | {
              /** @constant */
              type: "transfer";
              person: string;
              text?: string;
              onFailed: string;
            }
          | {
              /** @constant */
              type: "end";
              text: string;
            };
      };
    };
    ProviderChoice: {
      provider: string;
      id?: string;
    } & {
      [key: string]: unknown;
    };
    AssistantSettings: {
      name: string;
      instructions?: string;
      firstMessage?: string;
      /** @constant */
      greeting?: "generated";
      language?: string;
      timeZone?: string;
      disclosure?: {
        phrase: string;
        short: string;
        mustFinish?: boolean;
      } | null;
      transcriber?: components["schemas"]["ProviderChoice"][];
      voice?: components["schemas"]["ProviderChoice"][];
      model?: components["schemas"]["ProviderChoice"][];
      realtime?: components["schemas"]["ProviderChoice"][];
      choose?: {
        /** @enum {string} */
        transcriber?: "order" | "latency" | "price";
        /** @enum {string} */
        voice?: "order" | "latency" | "price";
        /** @enum {string} */
        model?: "order" | "latency" | "price";
      };
      thinkAhead?: boolean;
      hedge?: boolean;
      pronunciations?: {
        written: string;
        spoken: string;
      }[];
      budget?: {
        perCall?: string;
        perDay?: string;
        perMonth?: string;
      };
      answers?: {
        asked: string[];
        say: string;
      }[];
      tools?: string[];
      flow?: components["schemas"]["Flow"][];
      people?: {
        id: string;
        name: string;
        number: string;
        hours?: {
          1?: {
            from: string;
            until: string;
          }[];
          2?: {
            from: string;
            until: string;
          }[];
          3?: {
            from: string;
            until: string;
          }[];
          4?: {
            from: string;
            until: string;
          }[];
          5?: {
            from: string;
            until: string;
          }[];
          6?: {
            from: string;
            until: string;
          }[];
          7?: {
            from: string;
            until: string;
          }[];
        };
      }[];
      timing?: {
        waitCompleteMs?: number;
        waitUsualMs?: number;
        waitUnsureMs?: number;
        waitIncompleteMs?: number;
        wordsQuietMs?: number;
        transcriptLateMs?: number;
        bargeInMs?: number;
        bargeInDecisionMs?: number;
        firstFillerMs?: number;
        nextFillerMs?: number;
        toolSilentMs?: number;
        replyOverdueMs?: number;
        idlePromptMs?: number;
        idlePrompts?: number;
        goodbyeGraceMs?: number;
        keysPauseMs?: number;
        resumeWindowMs?: number;
        transferRingMs?: number;
        transferOutcomeMs?: number;
        maxDurationMs?: number;
        almostOverMs?: number;
        markOverdueMs?: number;
        voiceOverdueMs?: number;
        wordlessMs?: number;
      };
      phrases?: {
        stillThere?: string;
        goodbye?: string;
        more?: string;
        offerPerson?: string;
        silentGoodbye?: string;
        fillers?: string[];
        toolSlow?: string;
        apology?: string;
        notHeard?: string;
        lineDropped?: string;
        lineBack?: string;
        transferring?: string;
        noPerson?: string;
        transferBusy?: string;
        transferNoAnswer?: string;
        transferFailed?: string;
        trouble?: string;
        troublePerson?: string;
        troubleGoodbye?: string;
        almostOver?: string;
        timeOver?: string;
        allBusy?: string;
      };
      recording?: boolean;
      /** @description Instead of the house's; what is left out is as the house has it. */
      retention?: {
        transcriptDays?: number | null;
        recordingDays?: number | null;
      };
      /** @enum {string} */
      whileUnsure?: "silent" | "duck";
      /** @enum {string} */
      whenFull?: "reject" | "say" | "transfer";
    };
    Assistant: {
      name: string;
      instructions?: string;
      firstMessage?: string;
      /** @constant */
      greeting?: "generated";
      language?: string;
      timeZone?: string;
      disclosure?: {
        phrase: string;
        short: string;
        mustFinish?: boolean;
      } | null;
      transcriber?: components["schemas"]["ProviderChoice"][];
      voice?: components["schemas"]["ProviderChoice"][];
      model?: components["schemas"]["ProviderChoice"][];
      realtime?: components["schemas"]["ProviderChoice"][];
      choose?: {
        /** @enum {string} */
        transcriber?: "order" | "latency" | "price";
        /** @enum {string} */
        voice?: "order" | "latency" | "price";
        /** @enum {string} */
        model?: "order" | "latency" | "price";
      };
      thinkAhead?: boolean;
      hedge?: boolean;
      pronunciations?: {
        written: string;
        spoken: string;
      }[];
      budget?: {
        perCall?: string;
        perDay?: string;
        perMonth?: string;
      };
      answers?: {
        asked: string[];
        say: string;
      }[];
      tools?: string[];
      flow?: components["schemas"]["Flow"][];
      people?: {
        id: string;
        name: string;
        number: string;
        hours?: {
          1?: {
            from: string;
            until: string;
          }[];
          2?: {
            from: string;
            until: string;
          }[];
          3?: {
            from: string;
            until: string;
          }[];
          4?: {
            from: string;
            until: string;
          }[];
          5?: {
            from: string;
            until: string;
          }[];
          6?: {
            from: string;
            until: string;
          }[];
          7?: {
            from: string;
            until: string;
          }[];
        };
      }[];
      timing?: {
        waitCompleteMs?: number;
        waitUsualMs?: number;
        waitUnsureMs?: number;
        waitIncompleteMs?: number;
        wordsQuietMs?: number;
        transcriptLateMs?: number;
        bargeInMs?: number;
        bargeInDecisionMs?: number;
        firstFillerMs?: number;
        nextFillerMs?: number;
        toolSilentMs?: number;
        replyOverdueMs?: number;
        idlePromptMs?: number;
        idlePrompts?: number;
        goodbyeGraceMs?: number;
        keysPauseMs?: number;
        resumeWindowMs?: number;
        transferRingMs?: number;
        transferOutcomeMs?: number;
        maxDurationMs?: number;
        almostOverMs?: number;
        markOverdueMs?: number;
        voiceOverdueMs?: number;
        wordlessMs?: number;
      };
      phrases?: {
        stillThere?: string;
        goodbye?: string;
        more?: string;
        offerPerson?: string;
        silentGoodbye?: string;
        fillers?: string[];
        toolSlow?: string;
        apology?: string;
        notHeard?: string;
        lineDropped?: string;
        lineBack?: string;
        transferring?: string;
        noPerson?: string;
        transferBusy?: string;
        transferNoAnswer?: string;
        transferFailed?: string;
        trouble?: string;
        troublePerson?: string;
        troubleGoodbye?: string;
        almostOver?: string;
        timeOver?: string;
        allBusy?: string;
      };
      recording?: boolean;
      /** @description Instead of the house's; what is left out is as the house has it. */
      retention?: {
        transcriptDays?: number | null;
        recordingDays?: number | null;
      };
      /** @enum {string} */
      whileUnsure?: "silent" | "duck";
      /** @enum {string} */
      whenFull?: "reject" | "say" | "transfer";
      id: string;
      /** @description There are changes that do not answer calls yet. */
      draft: boolean;
      publishedVersion: number | null;
      /** @description For `If-Match` of the next edit. */
      etag: string;
      /** @enum {string} */
      origin: "console" | "code" | "sample";
      templateId: string | null;
      /** @description Why it could not be published as it is; a sentence each. */
      problems: string[];
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    AssistantVersion: {
      version: number;
      note: string;
      author: string;
      /** Format: date-time */
      publishedAt: string;
    };
    TimingPreset: {
      /** @enum {string} */
      id: "brisk" | "patient" | "noisy-line";
      timing: {
        waitCompleteMs?: number;
        waitUsualMs?: number;
        waitUnsureMs?: number;
        waitIncompleteMs?: number;
        wordsQuietMs?: number;
        transcriptLateMs?: number;
        bargeInMs?: number;
        bargeInDecisionMs?: number;
        firstFillerMs?: number;
        nextFillerMs?: number;
        toolSilentMs?: number;
        replyOverdueMs?: number;
        idlePromptMs?: number;
        idlePrompts?: number;
        goodbyeGraceMs?: number;
        keysPauseMs?: number;
        resumeWindowMs?: number;
        transferRingMs?: number;
        transferOutcomeMs?: number;
        maxDurationMs?: number;
        almostOverMs?: number;
        markOverdueMs?: number;
        voiceOverdueMs?: number;
        wordlessMs?: number;
      };
    };
    SettingChange: {
      path: string;
      from?: unknown;
      to?: unknown;
    };
    WebCall: {
      callId: string;
      /** @description To be opened as a WebSocket, where the page is from. */
      path: string;
      start: {
        accountSid: string;
        callSid: string;
        streamSid: string;
        customParameters: {
          ticket: string;
        };
      };
    };
    CallStream: {
      id: string;
      /** Format: date-time */
      startedAt: string;
      endedAt: string | null;
      endedBecause: string | null;
    };
    Call: {
      id: string;
      /** @enum {string} */
      carrier: "twilio" | "twin" | "browser";
      carrierCallId: string;
      /** @enum {string} */
      direction: "inbound" | "outbound" | "web";
      /** @enum {string} */
      status: "ringing" | "in-progress" | "ended";
      endedReason:
        | (
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
          )
        | null;
      from: string;
      to: string;
      assistantId: string;
      assistantVersion: number;
      /** Format: date-time */
      startedAt: string;
      answeredAt: string | null;
      endedAt: string | null;
      durationMs: number;
      streams: components["schemas"]["CallStream"][];
      disclosureHeardAt: string | null;
      /** @enum {string} */
      recording: "none" | "writing" | "ready" | "deleted";
      latency: {
        voiceToVoiceP50Ms: number | null;
        voiceToVoiceP95Ms: number | null;
      };
      /** @description null: nothing of it has a known price, or nothing is known yet. */
      cost: components["schemas"]["Money"] | null;
      /** @description False: it cost more than `cost`, by what has no known price. */
      costComplete: boolean;
      replayable: boolean;
    };
    Turn: {
      id: string;
      /** @enum {string} */
      speaker: "agent" | "caller" | "operator";
      /** @enum {string} */
      kind: "speech" | "dtmf" | "backchannel";
      /** @description An agent's is only what was heard. */
      text: string;
      startMs: number;
      endMs: number;
      interrupted: boolean;
      intendedText: string | null;
      heardBy: ("mark" | "word-times" | "share") | null;
      endedBecause: string | null;
      confidence: number | null;
      latency: {
        endpointMs: number | null;
        modelMs: number | null;
        voiceMs: number | null;
        voiceToVoiceMs: number | null;
      } | null;
    };
    Transcript: {
      callId: string;
      final: boolean;
      turns: components["schemas"]["Turn"][];
    };
    LogItem: {
      seq: number;
      atMs: number;
      audioMs: number | null;
      /** @enum {string} */
      kind: "input" | "decision" | "command" | "snapshot";
      type: string;
      data: {
        [key: string]: unknown;
      };
      hash: string;
    };
    ConsoleSetting: {
      /** @description PUBLIC_URL as this server was started with it. */
      publicUrl: string | null;
      /** @description The console and the API answer under that name; otherwise on loopback names only. */
      allowed: boolean;
      /** @description For `If-Match` of the next edit. */
      etag: string;
    };
    CostItem: {
      /** @enum {string} */
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
      /** @description `deepgram/nova-3`, or the key of the carrier's price: `twilio/inbound/US/local`. */
      provider: string;
      quantity: number;
      unit: string;
      /** @description null: no price is known. */
      amount: components["schemas"]["Money"] | null;
      /** @description The quantity is the provider's own; otherwise counted here. */
      reported: boolean;
      priceListVersion: string;
      /** @description Why the amount is null, or why there is this item at all. */
      because?: string;
    };
    CallCost: {
      callId: string;
      /** @description As in the call: null where nothing has a known price. */
      cost: components["schemas"]["Money"] | null;
      exact: components["schemas"]["Money"] | null;
      /** @description False: something was used whose price nobody knows. */
      complete: boolean;
      carrierBills: boolean | null;
      final: boolean;
      priceListVersion: string | null;
      items: components["schemas"]["CostItem"][];
    };
    Health: {
      /** @constant */
      ok: true;
      version: string;
      instance: string;
    };
    Readiness: {
      ready: boolean;
      full: boolean;
      calls: number;
      capacity: number;
      because: string | null;
    };
    Import: {
      /** @description Of the draft; null: none was made. */
      id: string | null;
      assistant: components["schemas"]["AssistantSettings"];
      report: {
        kept: {
          field: string;
          as: string;
        }[];
        changed: {
          field: string;
          from?: unknown;
          to?: unknown;
          why: string;
        }[];
        left: {
          field: string;
          why: string;
        }[];
      };
    };
    Session: {
      name: string;
      /** @enum {string} */
      role: "owner" | "editor" | "viewer";
      memberId: string | null;
    };
    Member: {
      id: string;
      name: string;
      email: string;
      /** @enum {string} */
      role: "owner" | "editor" | "viewer";
      /** Format: date-time */
      createdAt: string;
    };
    NumberHours: {
      timeZone: string;
      days: {
        1?: {
          from: string;
          until: string;
        }[];
        2?: {
          from: string;
          until: string;
        }[];
        3?: {
          from: string;
          until: string;
        }[];
        4?: {
          from: string;
          until: string;
        }[];
        5?: {
          from: string;
          until: string;
        }[];
        6?: {
          from: string;
          until: string;
        }[];
        7?: {
          from: string;
          until: string;
        }[];
      };
    };
    NumberRouting: {
      /** @enum {string} */
      state: "ok" | "wrong" | "unknown";
      voiceUrl: string;
      checkedAt: string | null;
      changes: {
        field: string;
        from: string;
        to: string;
      }[];
    };
    PhoneNumber: {
      id: string | null;
      number: string;
      /** @constant */
      carrier: "twilio";
      accountSid: string;
      /** @enum {string} */
      accountType: "full" | "trial" | "twin";
      assistantId: string | null;
      hours: components["schemas"]["NumberHours"] | null;
      afterHoursAssistantId: string | null;
      fallbackNumber: string | null;
      fallbackUrl: string | null;
      fallbackTwiml: string | null;
      /** @description For `If-Match` of the next edit. */
      etag: string;
      restorable: boolean;
      routing: components["schemas"]["NumberRouting"];
      warnings: {
        code: string;
        message: string;
        fix: string;
      }[];
    };
    NumberDiagnosis: {
      ok: boolean;
      code: string;
      message: string;
      values: {
        [key: string]: string | number;
      };
      fix: string;
      /** @enum {string} */
      action: "repair" | "reconnect" | "publish" | "call" | "none";
      checks: {
        /** @enum {string} */
        name: "account" | "address" | "routing" | "assistant" | "webhook" | "alerts";
        /** @enum {string} */
        state: "ok" | "failed" | "unknown" | "skipped";
        code: string;
        message: string;
        values: {
          [key: string]: string | number;
        };
      }[];
    };
    TwilioAccount: {
      accountSid: string;
      /** @enum {string} */
      accountType: "full" | "trial" | "twin";
      /** @enum {string} */
      from: "entered" | "environment" | "built-in";
    };
    /** @enum {string} */
    ProviderKind: "transcriber" | "voice" | "model" | "realtime";
    Price: {
      amount: string;
      /** @constant */
      currency: "USD";
      /** @description `minute`, or `1000 characters`. */
      per: string;
      /** Format: date */
      asOf: string;
    };
    ProviderModel: {
      id: string;
      kind: components["schemas"]["ProviderKind"];
      name: string;
      languages: string[];
      price: components["schemas"]["Price"] | null;
      prices: {
        amount: string;
        /** @constant */
        currency: "USD";
        /** @description `minute`, or `1000 characters`. */
        per: string;
        /** Format: date */
        asOf: string;
        source: string;
        verified: boolean;
      }[];
      endOfLife: string | null;
      successor: string | null;
      publishedLatencyMs: {
        p50: number;
        p95: number | null;
      } | null;
      contextTokens: number | null;
    };
    ProviderHistory: {
      id: string;
      /** @description Oldest first; the first may be older than the day, and is how the day began. */
      changes: {
        /** Format: date-time */
        at: string;
        /** @enum {string} */
        state: "ready" | "degraded" | "down";
        faultCode: string | null;
      }[];
    };
    Provider: {
      id: string;
      name: string;
      kinds: components["schemas"]["ProviderKind"][];
      needsKey: boolean;
      configured: boolean;
      /** @enum {string} */
      state: "ready" | "no-key" | "degraded" | "down" | "unknown";
      checkedAt: string | null;
      lastFault: {
        code: string;
        message: string;
        /** Format: date-time */
        at: string;
      } | null;
      models: components["schemas"]["ProviderModel"][];
    };
    UsedModels: {
      assistantId: string;
      uses: {
        provider: string;
        kind: components["schemas"]["ProviderKind"];
        id?: string;
        model?: string;
        /** @description Of a server of one's own. */
        baseUrl?: string;
        /** @description The name of the variable with its key. */
        apiKeyFrom?: string;
      }[];
    };
    PricedItem: {
      id: string;
      changed: boolean;
      prices:
        | {
            unit: string;
            amount: string;
            per: number;
            /** @constant */
            currency: "USD";
            source: string;
            /** Format: date */
            asOf: string;
            /** @constant */
            verified?: false;
          }[]
        | null;
    };
    Prices: {
      version: string;
      /** @description Why `prices.json` is not in force. */
      problem: string | null;
      changes: {
        prices: {
          [key: string]:
            | {
                /** @enum {string} */
                unit:
                  | "second"
                  | "minute"
                  | "character"
                  | "input-token"
                  | "cached-input-token"
                  | "cache-write-token"
                  | "output-token"
                  | "audio-input-token"
                  | "cached-audio-input-token"
                  | "audio-output-token"
                  | "segment"
                  | "call"
                  | "leg-minute";
                amount: string;
                /** @default 1 */
                per: number;
                /**
                 * @default USD
                 * @constant
                 */
                currency: "USD";
                /** @default set here */
                source: string;
                /** Format: date */
                asOf: string;
                /** @constant */
                verified?: false;
              }[]
            | null;
        };
      };
      items: components["schemas"]["PricedItem"][];
      nextCursor: null;
    };
    LibraryVoice: {
      id: string;
      name: string;
      description: string;
      languages: string[];
      previewUrl: string | null;
      labels: {
        [key: string]: string;
      };
    };
    ProviderKey: {
      provider: string;
      keyName: string;
      from: ("environment" | "entered" | "lost") | null;
      author: string | null;
      updatedAt: string | null;
    };
    ProviderKeyTest: {
      /** @enum {string} */
      result: "works" | "unknown";
      latencyMs: number | null;
      detail: string;
    };
    Template: {
      id: string;
      name: string;
      /** @description One sentence: what it does for whom. */
      description: string;
      languages: string[];
      /** @description What to ask it, to hear it work. */
      examples: string[];
      scenarios: {
        name: string;
        /** @description One sentence after the other, each once the agent has finished. */
        says: string[];
        /** @description Words that must be heard from the agent. */
        expects: string[];
      }[];
      assistant: components["schemas"]["AssistantSettings"];
    };
    TestCall: {
      name: string;
      /** @default +14155550199 */
      to: string;
      says: string[];
      /** @default null */
      everyMinutes: number | null;
      expects: {
        /** @default [] */
        hears: string[];
        /** @default [] */
        doesNotHear: string[];
        /** @default [] */
        tools: string[];
        /**
         * @default [
         *       "caller-hung-up",
         *       "agent-hung-up"
         *     ]
         */
        endedReason: (
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
        )[];
        /** @default 4000 */
        longestWaitMs: number;
      };
      id: string;
      nextRunAt: string | null;
      /** Format: date-time */
      createdAt: string;
    };
    TestRun: {
      id: string;
      testCallId: string;
      /** @description null: the call never came about. */
      callId: string | null;
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      endedAt: string;
      ok: boolean;
      /** @description A sentence each. */
      problems: string[];
      longestWaitMs: number | null;
    };
    Tool: {
      name: string;
      description: string;
      /** @enum {string} */
      method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
      /** @description With {{names}} of arguments in its path and query; the host is fixed. */
      url: string;
      headers?: {
        [key: string]:
          | string
          | {
              secret: string;
            };
      };
      /** @description JSON; `"{{name}}"` alone is the value with its type. */
      body?: unknown;
      /** @description JSON Schema of the arguments: type, properties, required, items, enum, lengths and limits. */
      parameters: {
        /** @constant */
        type: "object";
      } & {
        [key: string]: unknown;
      };
      response?: {
        [key: string]: string;
      };
      deadlineMs?: number;
      /**
       * @description `changes`: it runs once, and on confirmed turns only.
       * @enum {string}
       */
      effect: "changes" | "reads";
      sayWhileRunning?: string;
      saySlow?: string;
      sayOnFailure?: string;
      id: string;
      etag: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    ToolRun: {
      id: string;
      callId: string | null;
      ok: boolean;
      durationMs: number;
      /** Format: date-time */
      createdAt: string;
      /** @description What was sent and what came back, without secrets. */
      record: {
        [key: string]: unknown;
      };
    };
    BuiltInTool: {
      name: string;
      description: string;
      /** @enum {string} */
      effect: "changes" | "reads";
    };
    ToolTest: {
      ok: boolean;
      durationMs: number;
      /** @description What a model or a flow gets. */
      result: unknown;
      fault: {
        code: string;
        message: string;
      } | null;
    };
    Secret: {
      name: string;
      author: string;
      /** Format: date-time */
      updatedAt: string;
      /** @description False: OFFHOOK_SECRET has changed since; it has to be entered again. */
      opens: boolean;
    };
    TwilioAddress: {
      sid: string;
      friendlyName: string | null;
      customerName: string | null;
      street: string | null;
      streetSecondary: string | null;
      city: string | null;
      region: string | null;
      postalCode: string | null;
      country: string;
    };
    TwilioBundle: {
      sid: string;
      friendlyName: string | null;
      validUntil: string | null;
    };
    TwilioPapers: {
      addresses: components["schemas"]["TwilioAddress"][];
      bundles: components["schemas"]["TwilioBundle"][];
      bundlesUnderReview: number;
    };
    Webhook: {
      id: string;
      url: string;
      events: ("call-started" | "call-ended" | "tool-called" | "hand-off")[];
      /** Format: date-time */
      createdAt: string;
      /** @description False: OFFHOOK_SECRET has changed since; nothing is sent before it has a new secret. */
      secretOpens: boolean;
    };
    WebhookDelivery: {
      id: string;
      /** @enum {string} */
      event: "call-started" | "call-ended" | "tool-called" | "hand-off";
      callId: string;
      /** @enum {string} */
      state: "waiting" | "delivered" | "given-up";
      attempts: number;
      /** @description Null: nobody answered in time. */
      lastStatus: number | null;
      /** Format: date-time */
      createdAt: string;
      nextAttemptAt: string | null;
      deliveredAt: string | null;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Health"];
        };
      };
    };
  };
  getReadiness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Readiness"];
        };
      };
      /** @description Default Response */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Readiness"];
        };
      };
    };
  };
  getSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Session"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  endSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  makeSignInLink: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          memberId?: string;
        } | null;
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            path: string;
            /** Format: date-time */
            expiresAt: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listMembers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["Member"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  addMember: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** Format: email */
          email: string;
          name: string;
          /** @enum {string} */
          role: "owner" | "editor" | "viewer";
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            id: string;
            name: string;
            email: string;
            /** @enum {string} */
            role: "owner" | "editor" | "viewer";
            /** Format: date-time */
            createdAt: string;
            path: string;
            /** Format: date-time */
            expiresAt: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  removeMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  changeMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @enum {string} */
          role: "owner" | "editor" | "viewer";
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Member"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listApiKeys: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["ApiKey"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  makeApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          name: string;
          /**
           * @description `read` looks; `calls` looks and places calls; `write` does what an editor may; `admin` what an owner may.
           * @enum {string}
           */
          scope: "read" | "calls" | "write" | "admin";
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            id: string;
            name: string;
            /**
             * @description `read` looks; `calls` looks and places calls; `write` does what an editor may; `admin` what an owner may.
             * @enum {string}
             */
            scope: "read" | "calls" | "write" | "admin";
            author: string;
            /** Format: date-time */
            createdAt: string;
            lastUsedAt: string | null;
            /** @description Shown this once. */
            key: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  revokeApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listAuditLog: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["AuditEntry"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listWebhooks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["Webhook"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  addWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** Format: uri */
          url: string;
          events: ("call-started" | "call-ended" | "tool-called" | "hand-off")[];
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            id: string;
            url: string;
            events: ("call-started" | "call-ended" | "tool-called" | "hand-off")[];
            /** Format: date-time */
            createdAt: string;
            /** @description False: OFFHOOK_SECRET has changed since; nothing is sent before it has a new secret. */
            secretOpens: boolean;
            /** @description Of the signature; shown this once. */
            secret: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  renewWebhookSecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            id: string;
            url: string;
            events: ("call-started" | "call-ended" | "tool-called" | "hand-off")[];
            /** Format: date-time */
            createdAt: string;
            /** @description False: OFFHOOK_SECRET has changed since; nothing is sent before it has a new secret. */
            secretOpens: boolean;
            /** @description Of the signature; shown this once. */
            secret: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  removeWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listDeliveries: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["WebhookDelivery"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listCalls: {
    parameters: {
      query?: {
        carrierCallId?: string;
        assistantId?: string;
        direction?: "inbound" | "outbound" | "web";
        endedReason?:
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
          | "failed";
        from?: string;
        to?: string;
        since?: string;
        until?: string;
        q?: string;
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["Call"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  placeCall: {
    parameters: {
      query?: never;
      header?: {
        /** @description Required. The same key and order again give the same call. */
        "idempotency-key"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NewCallInput"];
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Call"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getCall: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Call"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  deleteCall: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getTranscript: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Transcript"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listEvents: {
    parameters: {
      query?: {
        after?: number;
        limit?: number;
        cursor?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["LogItem"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getRecording: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description audio/wav */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description audio/wav */
      206: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getOutboundSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            countries: string[] | null;
            callsPerDay: number;
            /** @description For `If-Match` of the next edit. */
            etag: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  setOutboundSettings: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          countries: string[] | null;
          callsPerDay: number;
          /** @description The same as `If-Match`, where no header can be sent. */
          etag?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            countries: string[] | null;
            callsPerDay: number;
            /** @description For `If-Match` of the next edit. */
            etag: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getRetention: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @description Transcripts and logs; null: for ever. */
            transcriptDays: number | null;
            /** @description Recordings; null: for ever. */
            recordingDays: number | null;
            /** @description For `If-Match` of the next edit. */
            etag: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  setRetention: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @description Transcripts and logs; null: for ever. */
          transcriptDays: number | null;
          /** @description Recordings; null: for ever. */
          recordingDays: number | null;
          /** @description The same as `If-Match`, where no header can be sent. */
          etag?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @description Transcripts and logs; null: for ever. */
            transcriptDays: number | null;
            /** @description Recordings; null: for ever. */
            recordingDays: number | null;
            /** @description For `If-Match` of the next edit. */
            etag: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getCurrency: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            currency: string;
            /** @description What one US dollar is worth: whoever sets it knows the rate that is wanted. */
            perDollar: string;
            /** @description For `If-Match` of the next edit. */
            etag: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  setCurrency: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          currency: string;
          /** @description What one US dollar is worth: whoever sets it knows the rate that is wanted. */
          perDollar: string;
          /** @description The same as `If-Match`, where no header can be sent. */
          etag?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            currency: string;
            /** @description What one US dollar is worth: whoever sets it knows the rate that is wanted. */
            perDollar: string;
            /** @description For `If-Match` of the next edit. */
            etag: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getConsoleSetting: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConsoleSetting"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  setConsoleSetting: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          allowed: boolean;
          /** @description The same as `If-Match`, where no header can be sent. */
          etag?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConsoleSetting"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listAssistants: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["Assistant"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  createAssistant: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          name: string;
          instructions?: string;
          firstMessage?: string;
          /** @enum {string} */
          greeting?: "generated";
          language?: string;
          timeZone?: string;
          disclosure?: {
            phrase: string;
            short: string;
            mustFinish?: boolean;
          } | null;
          transcriber?: components["schemas"]["ProviderChoiceInput"][];
          voice?: components["schemas"]["ProviderChoiceInput"][];
          model?: components["schemas"]["ProviderChoiceInput"][];
          realtime?: components["schemas"]["ProviderChoiceInput"][];
          choose?: {
            /** @enum {string} */
            transcriber?: "order" | "latency" | "price";
            /** @enum {string} */
            voice?: "order" | "latency" | "price";
            /** @enum {string} */
            model?: "order" | "latency" | "price";
          };
          thinkAhead?: boolean;
          hedge?: boolean;
          pronunciations?: {
            written: string;
            spoken: string;
          }[];
          budget?: {
            perCall?: string;
            perDay?: string;
            perMonth?: string;
          };
          answers?: {
            asked: string[];
            say: string;
          }[];
          tools?: string[];
          flow?: components["schemas"]["FlowInput"][];
          people?: {
            id: string;
            name: string;
            number: string;
            hours?: {
              1?: {
                from: string;
                until: string;
              }[];
              2?: {
                from: string;
                until: string;
              }[];
              3?: {
                from: string;
                until: string;
              }[];
              4?: {
                from: string;
                until: string;
              }[];
              5?: {
                from: string;
                until: string;
              }[];
              6?: {
                from: string;
                until: string;
              }[];
              7?: {
                from: string;
                until: string;
              }[];
            };
          }[];
          timing?: {
            waitCompleteMs?: number;
            waitUsualMs?: number;
            waitUnsureMs?: number;
            waitIncompleteMs?: number;
            wordsQuietMs?: number;
            transcriptLateMs?: number;
            bargeInMs?: number;
            bargeInDecisionMs?: number;
            firstFillerMs?: number;
            nextFillerMs?: number;
            toolSilentMs?: number;
            replyOverdueMs?: number;
            idlePromptMs?: number;
            idlePrompts?: number;
            goodbyeGraceMs?: number;
            keysPauseMs?: number;
            resumeWindowMs?: number;
            transferRingMs?: number;
            transferOutcomeMs?: number;
            maxDurationMs?: number;
            almostOverMs?: number;
            markOverdueMs?: number;
            voiceOverdueMs?: number;
            wordlessMs?: number;
          };
          phrases?: {
            stillThere?: string;
            goodbye?: string;
            more?: string;
            offerPerson?: string;
            silentGoodbye?: string;
            fillers?: string[];
            toolSlow?: string;
            apology?: string;
            notHeard?: string;
            lineDropped?: string;
            lineBack?: string;
            transferring?: string;
            noPerson?: string;
            transferBusy?: string;
            transferNoAnswer?: string;
            transferFailed?: string;
            trouble?: string;
            troublePerson?: string;
            troubleGoodbye?: string;
            almostOver?: string;
            timeOver?: string;
            allBusy?: string;
          };
          recording?: boolean;
          /** @description Instead of the house's; what is left out is as the house has it. */
          retention?: {
            transcriptDays?: number | null;
            recordingDays?: number | null;
          };
          /** @enum {string} */
          whileUnsure?: "silent" | "duck";
          /** @enum {string} */
          whenFull?: "reject" | "say" | "transfer";
          templateId?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getAssistant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  deleteAssistant: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  editAssistant: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssistantEditInput"];
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  publishAssistant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          note?: string;
        } | null;
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            version: number;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  talkToAssistant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          draft?: boolean;
          /**
           * @description `chat`: words are typed and read. Of the lists only the models are asked; nothing is recorded.
           * @enum {string}
           */
          by?: "voice" | "chat";
          /** @description For `{{name}}` in prompts and flows. */
          variables?: {
            [key: string]: string;
          };
        } | null;
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WebCall"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getTiming: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @description Milliseconds, but for `idlePrompts`, which counts. */
            defaults: {
              waitCompleteMs: number;
              waitUsualMs: number;
              waitUnsureMs: number;
              waitIncompleteMs: number;
              wordsQuietMs: number;
              transcriptLateMs: number;
              bargeInMs: number;
              bargeInDecisionMs: number;
              firstFillerMs: number;
              nextFillerMs: number;
              toolSilentMs: number;
              replyOverdueMs: number;
              idlePromptMs: number;
              idlePrompts: number;
              goodbyeGraceMs: number;
              keysPauseMs: number;
              resumeWindowMs: number;
              transferRingMs: number;
              transferOutcomeMs: number;
              maxDurationMs: number;
              almostOverMs: number;
              markOverdueMs: number;
              voiceOverdueMs: number;
              wordlessMs: number;
            };
            presets: components["schemas"]["TimingPreset"][];
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listVersions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["AssistantVersion"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        version: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            version: number;
            note: string;
            author: string;
            /** Format: date-time */
            publishedAt: string;
            assistant: components["schemas"]["AssistantSettings"];
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getAssistantDiff: {
    parameters: {
      query?: {
        /** @description A version; left out: the one that answers calls. */
        from?: number;
        /** @description A version; left out: the draft. */
        to?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @description What it is compared with; null: nothing was published yet. */
            version: number | null;
            changes: components["schemas"]["SettingChange"][];
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  restoreVersion: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path: {
        id: string;
        version: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Assistant"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  rollBackAssistant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          version: number;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            version: number;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listTemplates: {
    parameters: {
      query?: {
        language?: "en" | "ru";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["Template"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  importVapi: {
    parameters: {
      query?: {
        /** @description Makes a draft of it. */
        create?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description As Vapi's API gives an assistant. */
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Import"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listPhoneNumbers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["PhoneNumber"][];
            nextCursor: null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  connectPhoneNumber: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          number: string;
          /** @enum {string} */
          carrier: "twilio";
          accountSid: string;
          authToken?: string;
          assistantId?: string | null;
          dryRun?: boolean;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getPhoneNumber: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  disconnectPhoneNumber: {
    parameters: {
      query?: {
        restore?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  editPhoneNumber: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          assistantId?: string | null;
          hours?: components["schemas"]["NumberHoursInput"] | null;
          afterHoursAssistantId?: string | null;
          fallbackNumber?: string | null;
          fallbackUrl?: string | null;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  checkPhoneNumber: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  repairPhoneNumber: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  diagnosePhoneNumber: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NumberDiagnosis"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  callPhoneNumber: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          says: string[];
        };
      };
    };
    responses: {
      /** @description Default Response */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {boolean} */
            calling: true;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  connectSimulatorNumber: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          assistantId?: string | null;
        } | null;
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listTwilioAccounts: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: {
              accountSid: string;
              /** @enum {string} */
              from: "entered" | "environment" | "built-in";
            }[];
            nextCursor: null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  keepTwilioAccount: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          accountSid: string;
          authToken: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TwilioAccount"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  forgetTwilioAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountSid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listTwilioNumbers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountSid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: {
              number: string;
              friendlyName: string;
              capabilities: {
                voice: boolean;
                sms: boolean;
                mms: boolean;
              };
              voiceUrl: string;
              phoneNumberId: string | null;
            }[];
            nextCursor: null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  searchTwilioNumbers: {
    parameters: {
      query: {
        country: string;
        type?: "local" | "mobile" | "tollFree";
        areaCode?: string;
        contains?: string;
      };
      header?: never;
      path: {
        accountSid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: {
              number: string;
              locality: string | null;
              region: string | null;
              capabilities: {
                voice: boolean;
                sms: boolean;
                mms: boolean;
              };
              /** @enum {string} */
              addressRequirements: "none" | "any" | "local" | "foreign";
              beta: boolean;
            }[];
            price: {
              amount: string;
              currency: string;
              /** @enum {string} */
              per: "month";
            } | null;
            nextCursor: null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listTwilioPapers: {
    parameters: {
      query: {
        country: string;
        type?: "local" | "mobile" | "tollFree";
      };
      header?: never;
      path: {
        accountSid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TwilioPapers"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  buyTwilioNumber: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountSid: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          number: string;
          /** @enum {boolean} */
          confirmed: true;
          addressSid?: string;
          bundleSid?: string;
          assistantId?: string | null;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PhoneNumber"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listTools: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["Tool"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  addTool: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          name: string;
          description: string;
          /** @enum {string} */
          method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
          /** @description With {{names}} of arguments in its path and query; the host is fixed. */
          url: string;
          headers?: {
            [key: string]:
              | string
              | {
                  secret: string;
                };
          };
          /** @description JSON; `"{{name}}"` alone is the value with its type. */
          body?: unknown;
          /** @description JSON Schema of the arguments: type, properties, required, items, enum, lengths and limits. */
          parameters: {
            /** @enum {string} */
            type: "object";
          } & {
            [key: string]: unknown;
          };
          response?: {
            [key: string]: string;
          };
          deadlineMs?: number;
          /**
           * @description `changes`: it runs once, and on confirmed turns only.
           * @enum {string}
           */
          effect: "changes" | "reads";
          sayWhileRunning?: string;
          saySlow?: string;
          sayOnFailure?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Tool"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listBuiltInTools: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["BuiltInTool"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getTool: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Tool"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  replaceTool: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          name: string;
          description: string;
          /** @enum {string} */
          method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
          /** @description With {{names}} of arguments in its path and query; the host is fixed. */
          url: string;
          headers?: {
            [key: string]:
              | string
              | {
                  secret: string;
                };
          };
          /** @description JSON; `"{{name}}"` alone is the value with its type. */
          body?: unknown;
          /** @description JSON Schema of the arguments: type, properties, required, items, enum, lengths and limits. */
          parameters: {
            /** @enum {string} */
            type: "object";
          } & {
            [key: string]: unknown;
          };
          response?: {
            [key: string]: string;
          };
          deadlineMs?: number;
          /**
           * @description `changes`: it runs once, and on confirmed turns only.
           * @enum {string}
           */
          effect: "changes" | "reads";
          sayWhileRunning?: string;
          saySlow?: string;
          sayOnFailure?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Tool"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  removeTool: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  testTool: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @default {} */
          arguments?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ToolTest"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listToolRuns: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["ToolRun"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listSecrets: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["Secret"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  enterSecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          value: string;
        };
      };
    };
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  removeSecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listProviders: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["Provider"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listProviderHistory: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["ProviderHistory"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listVoices: {
    parameters: {
      query?: {
        search?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["LibraryVoice"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listUsedModels: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["UsedModels"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listProviderKeys: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["ProviderKey"][];
            nextCursor: null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  enterProviderKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        provider: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          key: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProviderKeyTest"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  forgetProviderKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        provider: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  testProviderKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        provider: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProviderKeyTest"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  previewVoice: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          voice: {
            provider: string;
            id?: string;
          } & {
            [key: string]: unknown;
          };
          /** @default en */
          language?: string;
        };
      };
    };
    responses: {
      /** @description audio/wav */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getPrices: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Prices"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  setPrices: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          prices: {
            [key: string]:
              | {
                  /** @enum {string} */
                  unit:
                    | "second"
                    | "minute"
                    | "character"
                    | "input-token"
                    | "cached-input-token"
                    | "cache-write-token"
                    | "output-token"
                    | "audio-input-token"
                    | "cached-audio-input-token"
                    | "audio-output-token"
                    | "segment"
                    | "call"
                    | "leg-minute";
                  amount: string;
                  /** @default 1 */
                  per?: number;
                  /**
                   * @default USD
                   * @enum {string}
                   */
                  currency?: "USD";
                  /** @default set here */
                  source?: string;
                  /** Format: date */
                  asOf?: string;
                  /** @enum {boolean} */
                  verified?: false;
                }[]
              | null;
          };
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Prices"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getAlerts: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            webhookUrl: string | null;
            /** @description False: OFFHOOK_SECRET has changed, and alerts go out unsigned until the address is saved again. */
            secretOpens: boolean;
            /** @description For `If-Match` of the next edit. */
            etag: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  setAlerts: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `etag` that GET gave. */
        "if-match"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          webhookUrl: string | null;
          /** @description As GET gave it; it changes nothing. */
          secretOpens?: boolean;
          /** @description The same as `If-Match`, where no header can be sent. */
          etag?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            webhookUrl: string | null;
            secret: string | null;
            /** @description For `If-Match` of the next edit. */
            etag: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  makeBackup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /**
           * @description Also the keys (sealed), what they are sealed with, and who is signed in. Who has the file has the keys.
           * @default false
           */
          withSecrets?: boolean;
        };
      };
    };
    responses: {
      /** @description application/gzip */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listTestCalls: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["TestCall"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  addTestCall: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NewTestCallInput"];
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TestCall"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  removeTestCall: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  runTestCall: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TestRun"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  listTestRuns: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            items: components["schemas"]["TestRun"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getCost: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CallCost"];
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  getBudget: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            perCall?: string;
            perDay?: string;
            perMonth?: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
  setBudget: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          perCall?: string;
          perDay?: string;
          perMonth?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            perCall?: string;
            perDay?: string;
            perMonth?: string;
          };
        };
      };
      /** @description Default Response */
      "4XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
      /** @description Default Response */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Error"];
        };
      };
    };
  };
}
