/** PostgreSQL's settings, given on its command line: small memory, private, and a log without anyone's words. */
import type { DatabaseHome } from "./home.ts";

const SETTINGS: Record<string, string> = {
  // Two workers of ten connections, their listeners, jobs and one for a person with psql.
  max_connections: "60",
  shared_buffers: "32MB",
  work_mem: "4MB",
  maintenance_work_mem: "16MB",
  max_worker_processes: "2",
  max_parallel_workers_per_gather: "0",
  autovacuum_max_workers: "1",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "256MB",
  jit: "off",
  password_encryption: "scram-sha-256",
  // Values of rows appear in details, statements in errors: callers' words and numbers must not.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_min_messages: "warning",
  log_parameter_max_length_on_error: "0",
  log_timezone: "UTC",
  timezone: "UTC",
};

export function serverSettings(home: DatabaseHome, port: number): string[] {
  const place: Record<string, string> = home.socketFolder
    ? { listen_addresses: "", unix_socket_directories: home.socketFolder, unix_socket_permissions: "0700" }
    : { listen_addresses: "127.0.0.1" };
  const all = { ...SETTINGS, ...newer(home), ...place, port: String(port) };
  return ["-D", home.pgData, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** PostgreSQL 18 keeps three I/O processes otherwise; those before it do not know the word. */
const newer = ({ binaries: { version } }: DatabaseHome): Record<string, string> =>
  Number.parseInt(version, 10) >= 18 ? { io_method: "sync" } : {};
