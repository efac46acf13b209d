/** The types of `wx`, `App`, `Page` and `Component`, as files for the TypeScript service. */
import index from 'miniprogram-api-typings/types/wx/index.d.ts?text'
import api from 'miniprogram-api-typings/types/wx/lib.wx.api.d.ts?text'
import app from 'miniprogram-api-typings/types/wx/lib.wx.app.d.ts?text'
import behavior from 'miniprogram-api-typings/types/wx/lib.wx.behavior.d.ts?text'
import canvas from 'miniprogram-api-typings/types/wx/lib.wx.canvas.d.ts?text'
import cloud from 'miniprogram-api-typings/types/wx/lib.wx.cloud.d.ts?text'
import component from 'miniprogram-api-typings/types/wx/lib.wx.component.d.ts?text'
import event from 'miniprogram-api-typings/types/wx/lib.wx.event.d.ts?text'
import page from 'miniprogram-api-typings/types/wx/lib.wx.page.d.ts?text'
import glassEasel from 'miniprogram-api-typings/types/wx/lib.wx.glass-easel.d.ts?text'
import glassEaselBehavior from 'miniprogram-api-typings/types/wx/lib.wx.glass-easel.behavior.d.ts?text'
import glassEaselComponent from 'miniprogram-api-typings/types/wx/lib.wx.glass-easel.component.d.ts?text'
import glassEaselTrait from 'miniprogram-api-typings/types/wx/lib.wx.glass-easel.trait-behavior.d.ts?text'
import glassEaselUtils from 'miniprogram-api-typings/types/wx/lib.wx.glass-easel.utils.d.ts?text'
import skyline from 'miniprogram-api-typings/types/wx/lib.wx.skyline.d.ts?text'
import wasm from 'miniprogram-api-typings/types/wx/lib.wx.wasm.d.ts?text'

/** Keyed by file name; they reference each other relatively, so they share a folder. */
export const typings: Readonly<Record<string, string>> = {
  'index.d.ts': index,
  'lib.wx.api.d.ts': api,
  'lib.wx.app.d.ts': app,
  'lib.wx.behavior.d.ts': behavior,
  'lib.wx.canvas.d.ts': canvas,
  'lib.wx.cloud.d.ts': cloud,
  'lib.wx.component.d.ts': component,
  'lib.wx.event.d.ts': event,
  'lib.wx.page.d.ts': page,
  'lib.wx.glass-easel.d.ts': glassEasel,
  'lib.wx.glass-easel.behavior.d.ts': glassEaselBehavior,
  'lib.wx.glass-easel.component.d.ts': glassEaselComponent,
  'lib.wx.glass-easel.trait-behavior.d.ts': glassEaselTrait,
  'lib.wx.glass-easel.utils.d.ts': glassEaselUtils,
  'lib.wx.skyline.d.ts': skyline,
  'lib.wx.wasm.d.ts': wasm,
}
