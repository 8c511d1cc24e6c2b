// How a source described itself, as it is kept: names, units, limits, components. What is found in the browser is read
// part by part: an older version, or anybody, may have written it. Nothing secret is ever kept (rule C7).
import * as v from 'valibot'
import type { KeptSource } from '../../domain/kept-source'
import type { RecordedSensor } from '../../domain/recorded-sensor'
import type { RecordedSource } from '../../domain/recorded-source'
import type { SourceConfig } from '../../protocols/protocol'
import { redact } from '../../protocols/redaction'

/** A source's id may be given to another backend: then what was kept under it is not that one's. */
export interface KeptDescription extends KeptSource {
  identity: string
}

const Finite = v.pipe(v.number(), v.finite())

const SensorShape = v.object({
  id: v.string(),
  name: v.string(),
  unit: v.string(),
  group: v.string(),
  reporting: v.picklist(['periodic', 'on-change']),
  range: v.nullable(v.object({ min: Finite, max: Finite })),
  metric: v.exactOptional(v.boolean()),
  component: v.exactOptional(v.string()),
})

const LimitShape = v.object({
  id: v.string(),
  sensor: v.string(),
  name: v.string(),
  severity: v.picklist(['warn', 'crit']),
  condition: v.union([
    v.object({ operator: v.picklist(['gt', 'lt', 'gte', 'lte', 'eq']), value: Finite }),
    v.object({ operator: v.picklist(['between', 'outside']), low: Finite, high: Finite }),
  ]),
  origin: v.picklist(['backend', 'own']),
})

const ComponentShape = v.object({
  id: v.string(),
  name: v.string(),
  state: v.picklist(['running', 'starting', 'stopping', 'stopped', 'error', 'unknown']),
  stateText: v.string(),
  pid: v.nullable(Finite),
  uptime: v.nullable(Finite),
  error: v.nullable(v.string()),
  updatedAt: v.nullable(Finite),
})

const LimitsShape = v.object({
  access: v.picklist(['known', 'forbidden', 'unknown']),
  all: v.array(v.unknown()),
  readAt: Finite,
})
const ComponentsShape = v.object({ all: v.array(v.unknown()), at: Finite, heardAt: Finite })
const Shape = v.object({
  identity: v.string(),
  sensors: v.array(v.unknown()),
  limits: v.nullable(v.unknown()),
  components: v.nullable(v.unknown()),
})

export function identityOf({ system, baseUrl }: SourceConfig): string {
  return `${system} ${baseUrl}`
}

/** @param sensors those on the wall, in its order */
export function describe(
  identity: string,
  sensors: readonly RecordedSensor[],
  source: RecordedSource,
): KeptDescription {
  const { limits, limitsAccess, limitsReadAt, components } = source
  const listed = components.list.filter((one) => one.listed).map(({ component }) => component)
  return {
    identity,
    sensors: sensors.map(({ sensor }) => sensor),
    limits:
      limitsReadAt === null
        ? null
        : { access: limitsAccess, all: [...limits.values()].flat(), readAt: limitsReadAt },
    components:
      components.at === null
        ? null
        : {
            // What a failing part says may be anything, a secret too.
            all: listed.map((one) => ({
              ...one,
              stateText: redact(one.stateText),
              error: one.error === null ? null : redact(one.error),
            })),
            at: components.at,
            heardAt: components.heardAt,
          },
  }
}

/** What can be read of it, and how many parts could not; `null` when it is no description at all. */
export function readDescription(found: unknown): { kept: KeptDescription; unreadable: number } | null {
  const shape = v.safeParse(Shape, found)
  if (!shape.success) return null
  let unreadable = 0
  const one = <Out>(schema: v.GenericSchema<unknown, Out>, part: unknown): Out[] => {
    const parsed = v.safeParse(schema, part)
    if (!parsed.success) unreadable++
    return parsed.success ? [parsed.output] : []
  }
  const { identity, sensors } = shape.output
  const [limits] = shape.output.limits === null ? [] : one(LimitsShape, shape.output.limits)
  const [components] = shape.output.components === null ? [] : one(ComponentsShape, shape.output.components)
  const kept: KeptDescription = {
    identity,
    sensors: sensors.flatMap((part) => one(SensorShape, part)),
    limits: limits ? { ...limits, all: limits.all.flatMap((part) => one(LimitShape, part)) } : null,
    components: components
      ? { ...components, all: components.all.flatMap((part) => one(ComponentShape, part)) }
      : null,
  }
  return { kept, unreadable }
}
