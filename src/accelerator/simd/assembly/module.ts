/** What the host calls. */
export { configure, features, heap, place, sample } from "./network"
export { deepFeatures, deepSample, deepen } from "./deep"
export { addGram, placeGram } from "./gram"
