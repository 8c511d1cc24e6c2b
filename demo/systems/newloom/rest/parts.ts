// What the routes work on, handed to each of them.

import type { SystemContext } from '../../../backend/system'
import type { Gate } from '../gate'
import type { Jobs } from '../jobs'

export interface RestParts {
  context: SystemContext
  gate: Gate
  jobs: Jobs
}
