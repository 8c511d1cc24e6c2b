// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import SensorSettings from '../../../src/components/sensor/SensorSettings.vue'
import SensorSettingsForm from '../../../src/components/sensor/SensorSettingsForm.vue'
import UnitNotice from '../../../src/components/sensor/UnitNotice.vue'
import { DEFAULT_SETTINGS, type SensorSettings as Settings } from '../../../src/domain/sensor-settings'
import { useAnnouncer } from '../../../src/stores/announcer'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { useSensorView } from '../../../src/stores/sensor-view'
import { limitTexts as words } from '../../../src/texts/limits'
import { page } from './page'

async function form(before: Partial<Settings> = {}, unit = '°C') {
  const Bound = defineComponent(() => {
    const view = useSensorView(() => 'plant/p')
    return () =>
      view.value
        ? h('div', [
            h(SensorSettingsForm, { view: view.value }),
            h(UnitNotice, { display: view.value.display }),
          ])
        : h('div')
  })
  const shown = await page(Bound)
  shown.list({ id: 'p', unit })
  const settings = useSensorSettings()
  if (Object.keys(before).length > 0)
    settings.change('plant/p', { ...DEFAULT_SETTINGS, limitsUnit: unit, ...before })
  const wrapper = shown.show()
  const field = (name: string) => wrapper.get<HTMLInputElement>(`input[name=${name}]`)
  const values = (...names: string[]) => names.map((name) => field(name).element.value)
  const type = async (entries: Record<string, string>): Promise<void> => {
    for (const [name, text] of Object.entries(entries)) await field(name).setValue(text)
  }
  const choose = (name: string, value: string) => wrapper.get(`select[name=${name}]`).setValue(value)
  const save = async (): Promise<void> => {
    await wrapper.get('form').trigger('submit')
    await nextTick()
    await nextTick()
  }
  const problem = (name: string) => {
    const id = field(name).attributes('aria-describedby')
    return wrapper.get(`[id="${id!}"]`).text()
  }
  const result = () => wrapper.get('.result').text()
  const kept = () => settings.of('plant/p')
  return { ...shown, settings, wrapper, field, values, type, choose, save, problem, result, kept }
}

test('limits, alarms and display are saved by the button, not before', async () => {
  const { type, choose, save, kept, result } = await form()
  await type({
    lowCrit: '-5',
    lowWarn: '0',
    highWarn: '80',
    highCrit: '90.5',
    deadband: '2',
    onDelay: '3',
    offDelay: '0.5',
  })
  await choose('decimals', '2')
  expect(kept()).toBe(DEFAULT_SETTINGS)
  await save()
  expect(kept()).toEqual({
    lowCrit: -5,
    lowWarn: 0,
    highWarn: 80,
    highCrit: 90.5,
    limitsUnit: '°C',
    deadband: 2,
    onDelayMs: 3_000,
    offDelayMs: 500,
    decimals: 2,
    unit: null,
  })
  expect(result()).toBe(words.saved)
})

test('V3: what became of it is told by the shared announcer', async () => {
  const { save, wrapper } = await form()
  await save()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(useAnnouncer().current?.text).toBe(words.saved)
  expect(wrapper.find('[aria-live], [role=status], [role=alert]').exists()).toBe(false)
})

test('every field has a label, and every group a name', async () => {
  const { wrapper } = await form()
  for (const control of wrapper.findAll('input, select')) {
    expect(control.element.closest('label')?.textContent.trim()).not.toBe('')
  }
  expect(wrapper.findAll('fieldset').every((group) => group.get('legend').text() !== '')).toBe(true)
})

describe('what is typed is checked field by field, in plain words', () => {
  test.each([
    ['highCrit', 'hot', words.notANumber],
    ['highCrit', '1,5', words.notANumber],
    ['highCrit', '0x10', words.notANumber],
    ['lowWarn', '1e999', words.notANumber],
    ['deadband', '-1', words.negative],
    ['onDelay', '-0.1', words.negative],
    ['offDelay', '86401', words.tooLong],
  ])('%s: %s', async (name, text, expected) => {
    const { type, save, problem, kept, field, result } = await form()
    await type({ [name]: text })
    await save()
    expect(problem(name)).toBe(expected)
    expect(field(name).attributes('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(field(name).element)
    expect([kept(), result()]).toEqual([DEFAULT_SETTINGS, words.wrong])
  })

  test.each([
    [{ lowWarn: '5', highWarn: '5' }, 'highWarn', words.mustBeAbove(words.limits.lowWarn, '5')],
    [{ lowCrit: '6', lowWarn: '5' }, 'lowWarn', words.mustNotBeBelow(words.limits.lowCrit, '6')],
    [{ highWarn: '9', highCrit: '8' }, 'highCrit', words.mustNotBeBelow(words.limits.highWarn, '9')],
    [{ lowCrit: '9', highCrit: '8' }, 'highCrit', words.mustBeAbove(words.limits.lowCrit, '9')],
  ])('the order of %j', async (typed, name, expected) => {
    const { type, save, problem, kept } = await form()
    await type(typed)
    await save()
    expect([problem(name), kept()]).toEqual([expected, DEFAULT_SETTINGS])
  })

  test('what is put right is saved, and nothing is called wrong any more', async () => {
    const { type, save, kept, problem } = await form()
    await type({ highWarn: 'x' })
    await save()
    await type({ highWarn: ' .5 ' })
    await save()
    expect([kept().highWarn, problem('highWarn')]).toEqual([0.5, ''])
  })
})

describe('the unit shown', () => {
  test('limits are entered and shown in it, and kept in the sensor’s', async () => {
    const { values, type, save, kept, wrapper } = await form({ highWarn: 80, deadband: 5, unit: '°F' })
    expect(values('highWarn', 'deadband')).toEqual(['176', '9'])
    expect(wrapper.get('legend').text()).toBe(words.ownLimits('°F'))
    await type({ highCrit: '194', deadband: '18' })
    await save()
    expect(kept()).toMatchObject({ highWarn: 80, highCrit: 90, deadband: 10, limitsUnit: '°C' })
  })

  test('another one changes what is typed with it', async () => {
    const { values, type, choose, save, kept } = await form({ highWarn: 80 })
    await type({ highCrit: '100', lowWarn: 'cold' })
    await choose('unit', '°F')
    expect(values('highWarn', 'highCrit', 'lowWarn')).toEqual(['176', '212', 'cold'])
    await choose('unit', '')
    expect(values('highWarn', 'highCrit')).toEqual(['80', '100'])
    await type({ lowWarn: '' })
    await choose('unit', 'K')
    await save()
    expect(kept()).toMatchObject({ highWarn: 80, highCrit: 100, unit: 'K' })
  })

  test('saving again and again moves no limit', async () => {
    const { save, kept, choose } = await form({ highWarn: 36.6, deadband: 0.1, unit: '°F' })
    for (const unit of ['K', '°F', '', '°F']) {
      await choose('unit', unit)
      await save()
    }
    expect(kept()).toMatchObject({ highWarn: 36.6, deadband: 0.1 })
  })

  test('there is nothing to choose for a unit that is not known', async () => {
    const { wrapper } = await form({}, 'widgets')
    expect(wrapper.get('select[name=unit]').attributes()).toHaveProperty('disabled')
    expect(wrapper.findAll('select[name=unit] option').map((option) => option.text())).toEqual([
      words.asSent('widgets'),
    ])
  })

  test('nor while readings claim another unit than the backend lists, and that is told', async () => {
    const { wrapper, tell, values } = await form({ highWarn: 80, unit: '°F' })
    tell({ kind: 'unit', sensor: 'p', unit: 'K' })
    await nextTick()
    expect(wrapper.get('select[name=unit]').attributes()).toHaveProperty('disabled')
    expect(values('highWarn')).toEqual(['80'])
    expect(wrapper.text()).toContain(words.claimed('K', '°C'))
  })
})

test('reset takes back everything, and says so', async () => {
  const { wrapper, kept, values, result } = await form({ highWarn: 80, unit: '°F' })
  await wrapper.get('button[type=button]').trigger('click')
  await nextTick()
  expect([kept(), values('highWarn'), result()]).toEqual([DEFAULT_SETTINGS, [''], words.resetDone])
})

describe('what does not hold is told', () => {
  test('limits that were set in another unit', async () => {
    const { wrapper, list, values } = await form({ highWarn: 80 })
    list({ id: 'p', unit: 'bar' })
    await nextTick()
    expect(wrapper.text()).toContain(words.noLongerFit('°C', 'bar'))
    expect(values('highWarn')).toEqual([''])
  })

  test('settings of a later version, and that saving replaced them', async () => {
    const { wrapper, save, result } = await form()
    const newValue = '{"version":2}'
    window.dispatchEvent(
      new StorageEvent('storage', { key: 'watchdeck:sensors', newValue, storageArea: localStorage }),
    )
    await nextTick()
    expect(wrapper.text()).toContain(words.laterVersion)
    await save()
    expect(result()).toBe(`${words.saved} ${words.replaced}`)
    expect(wrapper.text()).not.toContain(words.laterVersion)
  })
})

test('the form and its code are loaded when it is opened, and what was typed outlives closing', async () => {
  const Bound = defineComponent(() => {
    const view = useSensorView(() => 'plant/p')
    return () => (view.value ? h(SensorSettings, { view: view.value }) : h('div'))
  })
  const { list, show } = await page(Bound)
  list('p')
  const wrapper = show()
  const details = wrapper.get('details')
  const toggle = async (open: boolean): Promise<void> => {
    details.element.open = open
    await details.trigger('toggle')
  }
  expect(wrapper.find('form').exists()).toBe(false)
  await toggle(true)
  await vi.waitFor(() => expect(wrapper.find('form').exists()).toBe(true))
  await wrapper.get('input[name=highWarn]').setValue('80')
  await toggle(false)
  await toggle(true)
  expect(wrapper.get<HTMLInputElement>('input[name=highWarn]').element.value).toBe('80')
})
