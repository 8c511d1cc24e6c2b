// Gathers from the stores what there is to find and to count, for the overall state. Each part is judged anew only
// when something of it changed; values are looked at once a second, faster than anybody reads.
import { computed, type ComputedRef } from 'vue'
import type { JobState } from '../../domain/job-updates'
import type { ComponentState } from '../../domain/updates'
import { useAlarms } from '../../stores/alarms'
import { useComponents } from '../../stores/components'
import { useConditions } from '../../stores/conditions'
import { useJobs } from '../../stores/jobs'
import { labelOfLink } from '../../stores/link-label'
import { useLinks } from '../../stores/links'
import { useAlarmLimits } from '../../stores/measurements'
import { useNow } from '../../stores/now'
import { useSensorSettings } from '../../stores/sensor-settings'
import { useSources } from '../../stores/sources'
import { useTimeline } from '../../stores/timeline'
import { healthTexts } from '../../texts/health'
import { useDownLinks } from '../connections/down-links'
import { useWorstWords } from '../worst-words'
import { alarmFinding, componentAlarms, floodFinding, isFound } from './alarm-findings'
import { showsValues } from './component-words'
import {
  componentFinding,
  doubtFindings,
  isMerelyQuiet,
  linkFinding,
  sourceFindings,
  valueFinding,
  type DoubtCounts,
} from './findings'
import { isJobMerelyQuiet, jobFinding } from './job-findings'
import { overallHealth, type Finding, type OverallHealth } from './overall-health'

export function useOverallHealth(): ComputedRef<OverallHealth> {
  const alarms = useAlarms()
  const components = useComponents()
  const conditions = useConditions()
  const jobs = useJobs()
  const links = useLinks()
  const limitOf = useAlarmLimits()
  const down = useDownLinks()
  const now = useNow()
  const settings = useSensorSettings()
  const sources = useSources()
  const timeline = useTimeline()
  const worstWords = useWorstWords()

  const labelOf = (source: string): string => sources.byId.get(source)?.label ?? source

  const configurationFindings = computed<Finding[]>(() => {
    const { length } = sources.problems
    if (length === 0) return []
    const { configuration, configurationProblems } = healthTexts.findings
    return [
      {
        key: 'configuration',
        subject: configuration,
        state: 'warn',
        lastKnown: null,
        words: configurationProblems(length),
        to: '/connections',
      },
    ]
  })

  const linkFindings = computed(() =>
    links.all.flatMap((link) => {
      const { key, state } = link
      return (
        linkFinding(
          { key, subject: labelOfLink(link), isDown: down.value.has(key) },
          state.value,
          now.time,
        ) ?? []
      )
    }),
  )

  const ofSources = computed(() =>
    sources.configs.flatMap(({ id, label }) => {
      const access = conditions.accessOf(id)
      return sourceFindings({ id, subject: label, access }, timeline.source(id), sources.status(id))
    }),
  )

  const ofComponents = computed(() => {
    const severities = componentAlarms(alarms.besides)
    return components.all.flatMap((view) => componentFinding(view, severities) ?? [])
  })
  const ofJobs = computed(() => jobs.all.flatMap((view) => jobFinding(view, alarms.besides) ?? []))
  const ofAlarms = computed(() => {
    const found = [...linkFindings.value, ...ofComponents.value, ...ofJobs.value]
    const others = alarms.besides.filter((view) => !isFound(view, found))
    const told = others.map((view) => alarmFinding(view, limitOf(view.alarm)))
    return alarms.floodSince === null ? told : [floodFinding(), ...told]
  })
  const componentCounts = computed(() => {
    const counts = new Map<ComponentState, number>()
    for (const view of components.all) {
      if (isMerelyQuiet(view) || componentFinding(view)) continue
      counts.set(view.component.state, (counts.get(view.component.state) ?? 0) + 1)
    }
    return counts
  })
  const jobCounts = computed(() => {
    const counts = new Map<JobState, number>()
    for (const view of jobs.all) {
      if (isJobMerelyQuiet(view) || jobFinding(view)) continue
      counts.set(view.job.state, (counts.get(view.job.state) ?? 0) + 1)
    }
    return counts
  })

  const abnormalValues = computed(() => {
    void now.time
    const recorded = new Map(timeline.listed().map((sensor) => [sensor.key, sensor]))
    return conditions.abnormal.flatMap((key) => {
      const sensor = recorded.get(key)
      if (!sensor) return []
      const backendNow = sources.serverTime(sensor.source)
      return valueFinding({
        recorded: sensor,
        condition: conditions.of(key),
        limits: conditions.limitsOf(sensor),
        ageMs: sensor.ageAt(backendNow, now.time),
        display: settings.display(sensor),
      })
    })
  })

  /** A figure of a component that does not run has no value, and nothing is wrong with that. */
  const withoutValues = computed(
    () =>
      new Set(
        components.all.filter((view) => !showsValues(view)).flatMap(({ figures }) => figures.map(keyOf)),
      ),
  )
  const valueCounts = computed(() => {
    const counts = { normal: 0, withoutLimit: 0 }
    const doubts = new Map<string, DoubtCounts>(
      sources.configs.map(({ id }) => [
        id,
        { components: 0, jobs: 0, stale: 0, withoutData: 0, withoutTime: 0 },
      ]),
    )
    for (const { key, source } of timeline.listed()) {
      const { state, freshness, rank, timeUnknown } = conditions.of(key)
      const doubt = doubts.get(source)
      if (state === 'normal') counts.normal++
      else if (state === 'no-limit') counts.withoutLimit++
      if (state !== 'unknown' || rank > 0 || !doubt || withoutValues.value.has(key)) continue
      if (timeUnknown) doubt.withoutTime++
      else if (freshness === 'unknown') doubt.withoutData++
      else doubt.stale++
    }
    for (const view of components.all) {
      const doubt = doubts.get(view.source)
      if (doubt && isMerelyQuiet(view)) doubt.components++
    }
    for (const view of jobs.all) {
      const doubt = doubts.get(view.source)
      if (doubt && isJobMerelyQuiet(view)) doubt.jobs = (doubt.jobs ?? 0) + 1
    }
    return { ...counts, doubts }
  })
  const doubts = computed(() =>
    [...valueCounts.value.doubts].flatMap(([id, counts]) => doubtFindings(id, labelOf(id), counts)),
  )

  return computed(() =>
    overallHealth(
      [
        ...configurationFindings.value,
        ...linkFindings.value,
        ...ofSources.value,
        ...ofComponents.value,
        ...ofJobs.value,
        ...abnormalValues.value,
        ...ofAlarms.value,
        ...doubts.value,
      ],
      {
        connections: links.all.length - linkFindings.value.length,
        components: componentCounts.value,
        jobs: jobCounts.value,
        normal: valueCounts.value.normal,
        withoutLimit: valueCounts.value.withoutLimit,
      },
      worstWords.value,
    ),
  )
}

function keyOf({ key }: { key: string }): string {
  return key
}
