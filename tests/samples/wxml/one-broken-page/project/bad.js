Page({
