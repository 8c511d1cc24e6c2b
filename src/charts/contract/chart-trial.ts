// A chart on a tiny canvas outside of the page, with scales and datasets made like ours, that writes down what Chart.js
// calls. It judges nothing, and leaves nothing behind.

import {
  Chart,
  DatasetController,
  Element,
  type ChartComponentLike,
  type CoreChartOptions,
  type CoreScaleOptions,
  type Plugin,
} from 'chart.js'
import { OwnScale } from '../scales/own-scale'

declare module 'chart.js' {
  interface CartesianScaleTypeRegistry {
    trial: { options: CoreScaleOptions }
  }
  interface ChartTypeRegistry {
    trial: {
      chartOptions: CoreChartOptions<'trial'>
      datasetOptions: object
      defaultDataPoint: never
      metaExtensions: object
      parsedDataType: never
      scales: 'trial'
    }
  }
}

/** Sizes in CSS pixels. */
export const TRIAL = {
  width: 40,
  height: 30,
  devicePixelRatio: 2,
  labelWidth: 12,
  labelHeight: 6,
  datasets: ['first', 'second'],
} as const

const HOOKS = ['beforeInit', 'resize', 'afterDestroy'] as const

/** A chart of nobody's page; those of the page are made by vue-chartjs. */
class TrialChart extends Chart<'trial'> {}

export class ChartTrial {
  readonly chart: TrialChart
  /** What was called while the chart was made. */
  readonly making: readonly string[]
  private log: string[] = []
  private readonly registered: ChartComponentLike[]

  constructor() {
    this.registered = this.components()
    Chart.register(...this.registered)
    const canvas = document.createElement('canvas')
    canvas.width = TRIAL.width
    canvas.height = TRIAL.height
    try {
      this.chart = new TrialChart(canvas, {
        type: 'trial',
        data: { datasets: TRIAL.datasets.map((label) => ({ label, data: [] })) },
        options: {
          animation: false,
          responsive: false,
          maintainAspectRatio: false,
          devicePixelRatio: TRIAL.devicePixelRatio,
          events: [],
          layout: { padding: 0, autoPadding: false },
          scales: { x: { type: 'trial' }, y: { type: 'trial' } },
        },
        plugins: [this.plugin()],
      })
    } catch (error) {
      Chart.unregister(...this.registered)
      throw error
    }
    this.making = this.log
  }

  /** What Chart.js calls meanwhile, in its order. */
  calls(act: () => void): string[] {
    this.log = []
    act()
    return this.log
  }

  forgotten(id: string): boolean {
    return !(id in Chart.instances)
  }

  end(): void {
    Chart.unregister(...this.registered)
    if (!this.forgotten(this.chart.id)) this.chart.destroy()
  }

  private plugin(): Plugin<'trial'> {
    const told = (hook: string) => () => {
      this.log.push(hook)
    }
    const refused = (): false => {
      this.log.push('beforeRender')
      return false
    }
    return {
      id: 'trial',
      beforeRender: refused,
      ...Object.fromEntries(HOOKS.map((hook) => [hook, told(hook)])),
    }
  }

  /** What Chart.js makes the chart of; each trial has its own, as they write into its log. */
  private components(): ChartComponentLike[] {
    const note = (call: string): void => {
      this.log.push(call)
    }
    class TrialElement extends Element {
      static id = 'trial'
    }
    class TrialController extends DatasetController<'trial'> {
      static id = 'trial'
      static defaults = { datasetElementType: null, dataElementType: TrialElement.id }
      static overrides = {}
      override draw(): void {
        note(`draw ${String(this.index)}`)
      }
    }
    class TrialScale extends OwnScale {
      static id = 'trial'
      static defaults = {}
      override init(options: CoreScaleOptions): void {
        note(`init ${this.id}`)
        super.init(options)
        this.min ??= 0
        this.max ??= 1_000
      }
      override fit(): void {
        this.width = this.axis === 'x' ? this.maxWidth : TRIAL.labelWidth
        this.height = this.axis === 'x' ? TRIAL.labelHeight : this.maxHeight
      }
      override traceGrid(): void {
        // None.
      }
      override draw(): void {
        note(`draw ${this.id}`)
      }
    }
    return [TrialElement, TrialController, TrialScale]
  }
}
