/**
 * Which addresses are nobody's business: a tool's address can be chosen by whoever may edit tools, and what answers to it
 * by whoever owns that name. Lists: the special-purpose registries of IANA for IPv4 and IPv6.
 */
import { BlockList, isIP } from "node:net";

const refused = new BlockList();
const IPV4: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Link-local; clouds tell a machine its own keys there.
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
/** Those that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo) lead wherever that one does: none is needed. */
const IPV6: readonly [string, number][] = [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];
for (const [net, prefix] of IPV4) refused.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of IPV6) refused.addSubnet(net, prefix, "ipv6");

/** `address`: IPv4 or IPv6, as a resolver gives it. What is neither is refused. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return refused.check(address, "ipv4");
  // A mapped address is checked as the IPv4 one that it is, by BlockList itself; all of them are refused besides.
  return family !== 6 || /^::ffff:/i.test(address) || refused.check(address, "ipv6");
}
