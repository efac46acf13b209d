import { Failure, Reason } from '../domain/failure'
import { Answer, answerOf, ANSWERS, askCommand, COMMANDS, isClosed, numberOf, openCommand, SERVICE, STATE } from '../domain/lock_frames'

const FIND_WITHIN = 6000
const CONNECT_WITHIN = 6000
const ANSWER_WITHIN = 5000
const ATTEMPTS = 2

type Value = WechatMiniprogram.OnBLECharacteristicValueChangeListenerResult
type Refusal = { errMsg?: string; errCode?: number }

/** The lock of one bike, connected. */
export interface Lock {
  /** Open it; resolves once it says that it moved. */
  open(key: readonly number[]): Promise<void>
  isClosed(): Promise<boolean>
  /** Hear when somebody closes it by hand. */
  onClosed(listener: () => void): void
  /** Let go of it. */
  release(): void
}

/** What is going on, for the screen. */
export type Stage = 'bluetooth' | 'finding' | 'connecting'

function refused(error: unknown, otherwise: Reason): Failure {
  const { errMsg = '', errCode } = error as Refusal
  if (/auth den|authorize no response/i.test(errMsg)) return new Failure('bluetooth-denied', errMsg)
  if (errCode === 10001 || /not available/.test(errMsg)) return new Failure('bluetooth-off', errMsg)
  return new Failure(otherwise, errMsg)
}

const after = (milliseconds: number, reason: Reason) =>
  new Promise<never>((_, reject) => setTimeout(() => reject(new Failure(reason)), milliseconds))

/** A 16 bit identifier written at full length, as the phone reports it. */
const same = (uuid: string, short: string): boolean => uuid.toUpperCase().startsWith(`0000${short}`)

async function turnOn(): Promise<void> {
  try {
    await wx.openBluetoothAdapter({})
  } catch (error) {
    if (!/already opened/.test((error as Refusal).errMsg ?? '')) throw refused(error, 'bluetooth-off')
  }
}

/** The device id of a bike's lock: by what it advertises, since iOS hides the address. */
async function find(bike: number): Promise<string> {
  let found: (id: string) => void
  const id = new Promise<string>((resolve) => { found = resolve })
  const look = ({ devices }: WechatMiniprogram.OnBluetoothDeviceFoundListenerResult) => {
    for (const device of devices) if (numberOf(device.advertisData) === bike) found(device.deviceId)
  }
  wx.onBluetoothDeviceFound(look)
  try {
    await wx.startBluetoothDevicesDiscovery({ services: [SERVICE], allowDuplicatesKey: true })
    return await Promise.race([id, after(FIND_WITHIN, 'lock-not-found')])
  } catch (error) {
    throw error instanceof Failure ? error : refused(error, 'lock-not-found')
  } finally {
    wx.offBluetoothDeviceFound()
    wx.stopBluetoothDevicesDiscovery({ fail: () => undefined })
  }
}

async function connect(deviceId: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await wx.createBLEConnection({ deviceId, timeout: CONNECT_WITHIN })
      return
    } catch (error) {
      if (attempt >= ATTEMPTS) throw refused(error, 'lock-unreachable')
    }
  }
}

/** Find the lock of a bike and connect to it. */
export async function lockOf(bike: number, stage: (now: Stage) => void): Promise<Lock> {
  stage('bluetooth')
  await turnOn()
  stage('finding')
  const deviceId = await find(bike)
  stage('connecting')
  await connect(deviceId)
  const lock = new ConnectedLock(deviceId)
  await lock.prepare()
  return lock
}

class ConnectedLock implements Lock {
  private serviceId = ''
  private ids: Record<string, string> = {}
  private waiting: ((value: Value) => void)[] = []
  private closed: () => void = () => undefined

  constructor(private readonly deviceId: string) {}

  /** Learn what it can do, and listen. */
  async prepare(): Promise<void> {
    const { deviceId } = this
    try {
      const { services } = await wx.getBLEDeviceServices({ deviceId })
      this.serviceId = services.find(({ uuid }) => same(uuid, SERVICE))?.uuid ?? ''
      const { characteristics } = await wx.getBLEDeviceCharacteristics({ deviceId, serviceId: this.serviceId })
      for (const short of [COMMANDS, ANSWERS, STATE]) {
        this.ids[short] = characteristics.find(({ uuid }) => same(uuid, short))?.uuid ?? ''
      }
      wx.onBLECharacteristicValueChange(this.heard)
      for (const short of [ANSWERS, STATE]) {
        await wx.notifyBLECharacteristicValueChange({ deviceId, serviceId: this.serviceId, characteristicId: this.ids[short], state: true })
      }
    } catch (error) {
      this.release()
      throw refused(error, 'lock-unreachable')
    }
  }

  async open(key: readonly number[]): Promise<void> {
    const answer = await this.ask(openCommand(key), ANSWERS, answerOf)
    if (answer !== 'opened') throw new Failure(answer === 'jammed' ? 'lock-jammed' : 'lock-refused')
  }

  isClosed(): Promise<boolean> {
    return this.ask(askCommand(), STATE, isClosed)
  }

  onClosed(listener: () => void): void {
    this.closed = listener
  }

  release(): void {
    wx.offBLECharacteristicValueChange()
    wx.closeBLEConnection({ deviceId: this.deviceId, fail: () => undefined })
    wx.closeBluetoothAdapter({ fail: () => undefined })
  }

  private readonly heard = (value: Value): void => {
    if (value.deviceId !== this.deviceId) return
    for (const listener of this.waiting) listener(value)
    if (same(value.characteristicId, ANSWERS) && answerOf(value.value) === ('closed' as Answer)) this.closed()
  }

  /** Write a command and wait for what a characteristic says then. */
  private async ask<T>(command: ArrayBuffer, from: string, read: (value: ArrayBuffer) => T | null): Promise<T> {
    let listener: (value: Value) => void = () => undefined
    const answer = new Promise<T>((resolve) => {
      listener = ({ characteristicId, value }) => {
        const said = same(characteristicId, from) ? read(value) : null
        if (said !== null) resolve(said)
      }
    })
    this.waiting.push(listener)
    try {
      await wx.writeBLECharacteristicValue({
        deviceId: this.deviceId, serviceId: this.serviceId, characteristicId: this.ids[COMMANDS], value: command,
      })
      return await Promise.race([answer, after(ANSWER_WITHIN, 'lock-silent')])
    } catch (error) {
      throw error instanceof Failure ? error : refused(error, 'lock-unreachable')
    } finally {
      this.waiting = this.waiting.filter((each) => each !== listener)
    }
  }
}
