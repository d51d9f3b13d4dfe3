import type { Pairs } from './pairs';

export const trail = {
  audit: {
    none: ['还没有记录', 'Nothing recorded yet'],
    by: ['由', 'by'],
    actions: {
      signedIn: ['登录', 'Signed in'],
      signInFailed: ['登录失败', 'Sign-in failed'],
      passwordChanged: ['修改密码', 'Password changed'],
      contactCreated: ['新增联系人', 'Contact added'],
      contactChanged: ['修改联系人', 'Contact changed'],
      contactDeleted: ['删除联系人', 'Contact deleted'],
      messageRecalled: ['撤回消息', 'Message recalled'],
      banned: ['封禁', 'Banned'],
      freed: ['解封', 'Ban lifted'],
      disabled: ['停用', 'Disabled'],
      emergencyCalled: ['紧急呼叫', 'Called for help'],
      roomJoined: ['进入房间', 'Room joined'],
      announced: ['发布公告', 'Announced'],
      announcementCancelled: ['撤回公告', 'Announcement taken back'],
      tenantChanged: ['修改租户', 'Tenant changed'],
      tenantKeyRotated: ['更换租户密钥', 'Tenant key replaced'],
      reportDecided: ['处理举报', 'Report decided'],
      wordsChanged: ['修改敏感词', 'Words changed'],
      jobRetried: ['重试任务', 'Job tried again'],
      jobCancelled: ['移除任务', 'Job removed'],
      roleChanged: ['修改角色', 'Role changed'],
      keyRotated: ['更换服务器密钥', 'Server key replaced'],
    signedOut: ['踢下线', 'Signed out everywhere'],
    },
  },
} satisfies Pairs;
