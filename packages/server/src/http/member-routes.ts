/** Signing in by a one-time link, who is signed in, and who may be. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { OffhookError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { MemberAuth } from "../sign-in/member-auth.ts";
import { ROLES } from "../store/member-tables.ts";
import { addMember, changeRole, listMembers, type MemberRow, memberByEmail, removeMember } from "../store/members.ts";
import type { Store } from "../store/store.ts";
import type { HttpContext } from "./app.ts";
import { listOf, nothing } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";
import { cookiesFor } from "./public-door.ts";

/** An owner needs no address of theirs: the link is printed where the server runs. */
export const OWNER = { email: "owner@offhook.invalid", name: "Owner", role: "owner" } as const;
const LINK_LIVES_MS = 86_400_000;

const newMember = z.strictObject({
  email: z.email().max(200),
  name: z.string().trim().min(1).max(100),
  role: z.enum(ROLES),
});
const memberChange = z.strictObject({ role: z.enum(ROLES) });
const linkBody = z.strictObject({ memberId: z.string().max(64).optional() });
const idParams = z.object({ id: z.string().max(64) });
const tokenParams = z.object({ token: z.string().max(200) });

const sessionShape = z
  .strictObject({ name: z.string(), role: z.enum(ROLES), memberId: z.string().nullable() })
  .meta({ id: "Session" });
const linkShape = z.strictObject({ path: z.string(), expiresAt: z.iso.datetime() });
const memberShape = z
  .strictObject({
    ...{ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES) },
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Member" });

/** Outside `/v1`: whoever opens a link has nothing else yet. */
export function signInRoutes(
  scope: FastifyInstance,
  { members, config }: Pick<HttpContext, "members" | "config">,
): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  app.get("/sign-in/:token", { schema: { params: tokenParams } }, async ({ params: { token }, raw }, reply) => {
    const cookies = await members?.redeem(token);
    // The token must not stay in anybody's history of requests.
    reply.header("referrer-policy", "no-referrer").header("cache-control", "no-store");
    if (!cookies) return reply.redirect("/?signIn=expired", 303);
    return reply.header("set-cookie", cookiesFor(raw, config.publicUrl, cookies)).redirect("/", 303);
  });
}

export function memberRoutes(scope: FastifyInstance, { store, members, config }: HttpContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();

  app.get("/session", describes("getSession", "members", { response: { 200: sessionShape } }), async ({ actor }) => ({
    name: actor.name,
    role: actor.role,
    memberId: actor.memberId,
  }));

  app.delete("/session", describes("endSession", "members", { response: { 204: nothing } }), async (request, reply) => {
    const cookies = (await members?.end(request.headers)) ?? [];
    return reply
      .header("set-cookie", cookiesFor(request.raw, config.publicUrl, cookies))
      .code(204)
      .send();
  });

  app.post(
    "/sign-in-links",
    describes("makeSignInLink", "members", { body: linkBody.nullish(), response: { 201: linkShape } }),
    async ({ body }, reply) => {
      const member = body?.memberId ? await knownMember(store, body.memberId) : await owner(store);
      return reply.code(201).send(await linkJson(members, member));
    },
  );

  app.get("/members", describes("listMembers", "members", { response: { 200: listOf(memberShape) } }), async () => ({
    items: (await listMembers(store)).map(memberJson),
    nextCursor: null,
  }));

  app.post(
    "/members",
    describes("addMember", "members", { body: newMember, response: { 201: memberShape.extend(linkShape.shape) } }),
    async ({ body }, reply) => {
      await addMember(store, newId("mem"), { ...body, email: body.email.toLowerCase() });
      const member = await memberByEmail(store, body.email.toLowerCase());
      if (!member) throw new OffhookError("unknown-member", { id: body.email });
      if (member.role !== body.role)
        throw new OffhookError("member-exists", { email: member.email, role: member.role });
      return reply.code(201).send({ ...memberJson(member), ...(await linkJson(members, member)) });
    },
  );

  app.patch(
    "/members/:id",
    describes("changeMember", "members", { params: idParams, body: memberChange, response: { 200: memberShape } }),
    async ({ params: { id }, body: { role } }) => {
      const changed = await changeRole(store, id, role);
      if (!changed) throw new OffhookError("unknown-member", { id });
      return memberJson(changed);
    },
  );

  app.delete(
    "/members/:id",
    describes("removeMember", "members", { params: idParams, response: { 204: nothing } }),
    async ({ params: { id } }, reply) => {
      if (!(await removeMember(store, id))) throw new OffhookError("unknown-member", { id });
      return reply.code(204).send();
    },
  );
}

/** The first link makes the owner. */
async function owner(store: Store): Promise<MemberRow> {
  const first = (await listMembers(store)).find(({ role }) => role === "owner");
  if (first) return first;
  await addMember(store, newId("mem"), OWNER);
  const made = await memberByEmail(store, OWNER.email);
  if (!made) throw new OffhookError("unknown-member", { id: OWNER.email });
  return made;
}

async function linkJson(members: MemberAuth | undefined, { email, name }: MemberRow) {
  if (!members) throw new OffhookError("not-ready", { because: "nobody can sign in here" });
  return { path: await members.linkFor(email, name), expiresAt: new Date(Date.now() + LINK_LIVES_MS).toISOString() };
}

async function knownMember(store: Store, id: string): Promise<MemberRow> {
  const member = (await listMembers(store)).find((one) => one.id === id);
  if (!member) throw new OffhookError("unknown-member", { id });
  return member;
}

const memberJson = ({ id, name, email, role, createdAt }: MemberRow) => ({
  ...{ id, name, email, role },
  createdAt: createdAt.toISOString(),
});
