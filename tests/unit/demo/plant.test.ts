import { expect, test } from 'vitest'
import { Plant, SEED, STEP_SECONDS, type PlantNotice } from '../../../demo/systems/servosense/plant/plant'
import { ThresholdWatch } from '../../../demo/systems/servosense/threshold-watch'
import { SENSORS } from '../../../demo/systems/servosense/workspace'

const SEEDS = [SEED, 1, 2, 3]
const thresholdOf = new Map(SENSORS.map(({ id, threshold }) => [id, threshold ?? Infinity]))

/** Takes a plant so many seconds further; answers what it told, with the seconds. */
function run(plant: Plant, seconds: number) {
  const readings: { at: number; sensor: number; value: number }[] = []
  const notices: (PlantNotice & { at: number })[] = []
  for (let at = 0; at < seconds; at += STEP_SECONDS) {
    const step = plant.step()
    readings.push(...step.readings.map(({ sensor_id, value }) => ({ at, sensor: sensor_id, value })))
    notices.push(...step.notices.map((notice) => ({ ...notice, at })))
  }
  return { readings, notices }
}

test.each(SEEDS)('seed %i: each sensor reads one to three times a second', (seed) => {
  const { readings } = run(new Plant(seed), 10)
  for (const { id } of SENSORS) {
    const count = readings.filter(({ sensor }) => sensor === id).length
    expect([id, count >= 10 && count <= 30]).toEqual([id, true])
  }
})

test.each(SEEDS)('seed %i: nothing is abnormal in the first two minutes, by far', (seed) => {
  const { readings, notices } = run(new Plant(seed), 120)
  expect(notices).toEqual([])
  const close = readings.filter(({ sensor, value }) => value > 0.85 * thresholdOf.get(sensor)!)
  expect(close).toEqual([])
})

test.each(SEEDS)('seed %i: faults develop over minutes and recede, one machine at a time', (seed) => {
  const { readings, notices } = run(new Plant(seed), 3_600)
  const ids = (from: number, to: number) =>
    readings
      .filter(({ at, sensor, value }) => at >= from && at < to && value > thresholdOf.get(sensor)!)
      .map(({ sensor }) => sensor)
  const abnormal = new Set(ids(0, 3_600))
  expect(abnormal.size).toBeGreaterThan(2)
  const over = notices.filter(({ message }) => message.endsWith('has receded')).map(({ at }) => at)
  expect(over.length).toBeGreaterThan(5)
  for (const [index, end] of over.entries()) {
    const machines = new Set(ids(over[index - 1] ?? 0, end).map((id) => SENSORS[id - 1]!.machine))
    expect(machines.size).toBeLessThanOrEqual(1)
    expect(end - (over[index - 1] ?? 0)).toBeGreaterThan(180)
  }
})

test('the story of the demo begins with an overload that becomes severe, and the workspace is told', () => {
  const { notices } = run(new Plant(SEED), 500)
  expect(notices.map(({ level, sensor_id, message }) => [level, sensor_id, message])).toEqual([
    ['INFO', 11, 'overload is developing'],
    ['CRIT', 11, 'overload is severe'],
    ['CRIT', undefined, 'workspace overload'],
    ['INFO', undefined, 'Mixer: overload has receded'],
  ])
  expect(notices[0]!.at).toBeGreaterThan(150)
})

test('the same seed tells the same story, another one another', () => {
  const story = (seed: number) => JSON.stringify(run(new Plant(seed), 600))
  expect(story(SEED)).toBe(story(SEED))
  expect(story(SEED)).not.toBe(story(SEED + 1))
})

test('a crossed threshold is told once, noise around it tells nothing, and ten calm seconds end it', () => {
  const watch = new ThresholdWatch()
  const sensor = SENSORS[0]!
  const told = (second: number, value: number, threshold: number | null = 80) =>
    watch.read({ ...sensor, threshold }, value, second * 1000)?.message
  expect(told(0, 80)).toBeUndefined()
  expect(told(1, 80.1)).toBe('temperature threshold exceeded')
  expect(told(2, 79.9)).toBeUndefined()
  expect(told(3, 80.1)).toBeUndefined()
  expect(told(12, 79.9)).toBeUndefined()
  expect(told(13, 79.9)).toBe('temperature is below its threshold again')
  expect(told(14, 79.9, 60)).toBe('temperature threshold exceeded')
  expect(told(15, 1_000, null)).toBeUndefined()
})
