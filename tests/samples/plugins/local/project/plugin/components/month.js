require('/api')
Component({})
