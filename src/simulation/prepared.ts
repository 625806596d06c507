/** What the calls of a kernel take last: what it prepares for a config and a backend, or the backend itself. */
import type { Backend } from "../accelerator/backend.ts"
import type { Preparation } from "./contract.ts"

export const of = async <Config, Prepared>(
  { prepare }: Partial<Preparation<Config, Prepared>>,
  config: Config,
  backend: Backend
): Promise<Prepared> =>
  // A kernel that prepares nothing takes the backend: its Prepared is Backend.
  prepare === undefined ? (backend as Prepared) : prepare(config, backend)
