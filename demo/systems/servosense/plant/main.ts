// The plant's process: takes the model further each half second, and tells its parent what the sensors read.

import { exitWithParent } from '../../../process/kept-process'
import { reportUsage } from '../../../process/usage'
import { Plant, SEED, STEP_SECONDS } from './plant'

exitWithParent()
reportUsage()

const plant = new Plant(SEED)
const step = () => process.send?.(plant.step())
step()
setInterval(step, STEP_SECONDS * 1000)
