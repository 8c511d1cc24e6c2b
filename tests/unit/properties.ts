// Every property is tried with the same examples each time, so that a change fails because of itself and nothing else.
// `SEED=random npm run test:unit` looks further; a seed that failed becomes a test of its own.
import { configureGlobal } from 'fast-check'

const SEED = 20_261_121
const asked = process.env['SEED']

if (asked !== 'random') configureGlobal({ seed: asked === undefined ? SEED : Number(asked) })
