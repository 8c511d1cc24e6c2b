// What the routes work on, handed to each of them.

import type { SystemContext } from '../../../backend/system'
import type { Experiments } from '../experiments'
import type { Pipeline } from '../pipeline'
import type { RuleBook } from '../rules'
import type { Sensors } from '../sensors'
import type { SampleStore } from '../store'
import type { TokenDesk } from '../tokens'

export interface RestParts {
  context: SystemContext
  tokens: TokenDesk
  sensors: Sensors
  store: SampleStore
  experiments: Experiments
  rules: RuleBook
  pipeline: Pipeline
}
