import type { Server } from "node:http";

export function createShop(): Server;
