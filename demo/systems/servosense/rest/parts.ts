// What the routes work on, handed to each of them.

import type { SystemContext } from '../../../backend/system'
import type { TokenDesk } from '../../../django/tokens'
import type { Sensors } from '../sensors'
import type { Simulator } from '../simulator'

export interface RestParts {
  context: SystemContext
  tokens: TokenDesk
  sensors: Sensors
  simulator: Simulator
}
