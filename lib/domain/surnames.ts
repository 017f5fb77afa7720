/** The frequent surnames of China in one character each, by which a Chinese name is told from other words. */
export const SURNAMES =
  '王李张刘陈杨黄赵周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔崔邱秦江史顾侯邵孟龙段雷钱汤尹黎武乔贺龚';
