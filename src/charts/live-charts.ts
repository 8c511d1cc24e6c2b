// The charts themselves, in one part to load.
export { contractHolds } from './contract/chart-js-contract'
export { drawBy } from './drawing-way'
export { drawingFigures } from './scheduling/shared-scheduler'
export { default as SparklineChart } from './SparklineChart.vue'
export { default as TimeSeriesChart } from './TimeSeriesChart.vue'
