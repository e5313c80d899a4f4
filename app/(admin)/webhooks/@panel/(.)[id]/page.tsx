export { Panel as default } from '../../detail'
