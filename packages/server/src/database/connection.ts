/** How to reach the database: plain data, so that the supervisor can hand it to its workers. */

export interface ConnectionSettings {
  connectionString?: string;
  /** A folder means its Unix socket. */
  host?: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
}
