export { metadata, Page as default } from '../detail'
