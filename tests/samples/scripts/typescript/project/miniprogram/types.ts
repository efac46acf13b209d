export interface Shop { id: number }
