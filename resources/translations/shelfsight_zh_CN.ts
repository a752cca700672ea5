<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About Shelfsight</source>
      <translation>关于 Shelfsight</translation>
    </message>
    <message>
      <source>Built on, with the licences of each</source>
      <translation>所用组件及其许可证</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>复制详情</translation>
    </message>
    <message>
      <source>Finds the product of your catalogue that a photo shows. Offline.</source>
      <translation>根据照片在您的目录中找到对应商品，完全离线。</translation>
    </message>
    <message>
      <source>Fingerprint</source>
      <translation>指纹</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Runs on</source>
      <translation>运行设备</translation>
    </message>
    <message>
      <source>Typeface</source>
      <translation>字体</translation>
    </message>
    <message>
      <source>{device}: {reason}</source>
      <translation>{device}：{reason}</translation>
    </message>
  </context>
  <context>
    <name>AccessSettings</name>
    <message>
      <source>As long as nobody is listed, everybody may do everything.</source>
      <translation>只要没有登记任何人，每个人都可以做任何事。</translation>
    </message>
    <message>
      <source>Clerks may teach photos and codes</source>
      <translation>店员可以教学照片和编码</translation>
    </message>
    <message>
      <source>Never sign out by itself</source>
      <translation>从不自动退出登录</translation>
    </message>
    <message>
      <source>People and roles…</source>
      <translation>人员与角色…</translation>
    </message>
    <message>
      <source>Sign out after {minutes} without a touch</source>
      <translation>{minutes}无操作后退出登录</translation>
    </message>
    <message>
      <source>Signing out by itself</source>
      <translation>自动退出登录</translation>
    </message>
  </context>
  <context>
    <name>AccessSign</name>
    <message>
      <source>Signed in: {who}</source>
      <translation>已登录：{who}</translation>
    </message>
    <message>
      <source>{name}, {role}</source>
      <translation>{name}，{role}</translation>
    </message>
  </context>
  <context>
    <name>AlertsModel</name>
    <message>
      <source>Change</source>
      <translation>变动</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>What</source>
      <translation>事项</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
  </context>
  <context>
    <name>Announcer</name>
    <message>
      <source>{how}: {name}, place {place}; press {key} to confirm</source>
      <translation>{how}：{name}，位置 {place}；按 {key} 确认</translation>
    </message>
    <message>
      <source>{how}: {name}; press {key} to confirm</source>
      <translation>{how}：{name}；按 {key} 确认</translation>
    </message>
    <message>
      <source>{verdict}. {next}</source>
      <translation>{verdict}。{next}</translation>
    </message>
  </context>
  <context>
    <name>Arrivals</name>
    <message>
      <source>Open photos of one item</source>
      <translation>打开同一物品的照片</translation>
    </message>
    <message>
      <source>Photos ({list})</source>
      <translation>照片 ({list})</translation>
    </message>
  </context>
  <context>
    <name>BackTestDialog</name>
    <message>
      <source>Bias</source>
      <translation>偏差</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Enough</source>
      <translation>够用</translation>
    </message>
    <message>
      <source>Error (MASE)</source>
      <translation>误差 (MASE)</translation>
    </message>
    <message>
      <source>Error: 1 is as large as that of “last week again”. Bias: too much or too little, as share of the demand. Loss: of stock that is too low or too high, as share of the demand. Enough: share of times in which the stock level lasted. Products: {kinds}.</source>
      <translation>误差：1 表示与“重复上周”同样大。偏差：预测过多或过少，占需求的比例。损失：库存过低或过高造成的损失，占需求的比例。够用：库存水平够用的比例。商品：{kinds}。</translation>
    </message>
    <message>
      <source>Forecast</source>
      <translation>预测</translation>
    </message>
    <message>
      <source>Forecasts tried on the past</source>
      <translation>用过去检验预测</translation>
    </message>
    <message>
      <source>Loss (pinball)</source>
      <translation>损失（分位）</translation>
    </message>
    <message>
      <source>No product has a history that is long enough: eight weeks are needed.</source>
      <translation>没有一种商品的历史足够长：需要八周。</translation>
    </message>
    <message>
      <source>Stock / demand</source>
      <translation>库存 / 需求</translation>
    </message>
    <message>
      <source>What the program uses</source>
      <translation>程序所用</translation>
    </message>
    <message>
      <source>{products}, {forecasts}: what was known then, against the {weeks} after it. The stock should be enough in {service} % of cases.</source>
      <translation>{products}，{forecasts}：用当时已知的数据对照随后的{weeks}。库存应在 {service} % 的情况下够用。</translation>
    </message>
  </context>
  <context>
    <name>BackupModel</name>
    <message>
      <source>Made</source>
      <translation>创建方式</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
  </context>
  <context>
    <name>Backups</name>
    <message>
      <source>before a restore</source>
      <translation>恢复之前</translation>
    </message>
    <message>
      <source>by hand</source>
      <translation>手动</translation>
    </message>
    <message>
      <source>of the day</source>
      <translation>每日</translation>
    </message>
    <message>
      <source>whole</source>
      <translation>完好</translation>
    </message>
    <message>
      <source>whole, but without {photos}</source>
      <translation>完好，但缺少 {photos}</translation>
    </message>
    <message>
      <source>{time}   {products}, {photos}   {state}</source>
      <translation>{time}   {products}，{photos}   {state}</translation>
    </message>
  </context>
  <context>
    <name>BatchModel</name>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Probability</source>
      <translation>概率</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>Row {n}</source>
      <translation>第 {n} 行</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>结论</translation>
    </message>
    <message>
      <source>{person}, {time}</source>
      <translation>{person}，{time}</translation>
    </message>
  </context>
  <context>
    <name>BatchPage</name>
    <message>
      <source>Delete</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Delete the batch “{name}”?</source>
      <translation>要删除批次“{name}”吗？</translation>
    </message>
    <message>
      <source>Delete the batch?</source>
      <translation>删除批次？</translation>
    </message>
    <message>
      <source>Its answers and decisions are gone then. Photos and what they taught stay.</source>
      <translation>其答案和决定将随之删除。照片以及已教授的内容会保留。</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>保留</translation>
    </message>
  </context>
  <context>
    <name>BatchProgress</name>
    <message>
      <source>Go on</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Labels: {done} of {total}</source>
      <translation>读取文字：{done} / {total}</translation>
    </message>
    <message>
      <source>Looking up…</source>
      <translation>正在查找…</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>Progress of the batch</source>
      <translation>批次进度</translation>
    </message>
    <message>
      <source>Reading labels…</source>
      <translation>正在读取文字…</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop the batch; it can be gone on with later</source>
      <translation>停止批次；以后可以继续</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>正在停止…</translation>
    </message>
    <message>
      <source>{count}, paused</source>
      <translation>{count}，已暂停</translation>
    </message>
    <message>
      <source>{count}. Time left: {time}</source>
      <translation>{count}。剩余时间：{time}</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} / {total}</translation>
    </message>
  </context>
  <context>
    <name>BatchStart</name>
    <message>
      <source>A folder of photos</source>
      <translation>照片文件夹</translation>
    </message>
    <message>
      <source>A list</source>
      <translation>列表</translation>
    </message>
    <message>
      <source>Batches on this computer</source>
      <translation>此计算机上的批次</translation>
    </message>
    <message>
      <source>Batches stay here until you delete them, as long as the history is kept.</source>
      <translation>批次保留在这里，直到您删除；最长保留时间与历史记录相同。</translation>
    </message>
    <message>
      <source>Batches, newest first</source>
      <translation>批次，最新的在前</translation>
    </message>
    <message>
      <source>CSV or XLSX with a column photo or text; x, y, w, h are a part of the photo.</source>
      <translation>CSV 或 XLSX，含 photo 或 text 列；x、y、w、h 表示照片的一部分。</translation>
    </message>
    <message>
      <source>Choose a folder…</source>
      <translation>选择文件夹…</translation>
    </message>
    <message>
      <source>Choose a list…</source>
      <translation>选择列表…</translation>
    </message>
    <message>
      <source>Choose photos…</source>
      <translation>选择照片…</translation>
    </message>
    <message>
      <source>Delete the batch</source>
      <translation>删除批次</translation>
    </message>
    <message>
      <source>Delete…</source>
      <translation>删除…</translation>
    </message>
    <message>
      <source>Drop a folder, several photos or a list on this page. Each photo is a question of its own; the answers come while you go on working.</source>
      <translation>把文件夹、多张照片或列表拖到此页面。每张照片单独查找；您可以继续工作，答案会陆续出现。</translation>
    </message>
    <message>
      <source>Each one shows another item.</source>
      <translation>每张照片是不同的物品。</translation>
    </message>
    <message>
      <source>Lists (*.csv *.tsv *.txt *.xlsx)</source>
      <translation>列表 (*.csv *.tsv *.txt *.xlsx)</translation>
    </message>
    <message>
      <source>Look up a folder of photos</source>
      <translation>查找照片文件夹</translation>
    </message>
    <message>
      <source>Look up a list</source>
      <translation>查找列表</translation>
    </message>
    <message>
      <source>Look up several photos</source>
      <translation>查找多张照片</translation>
    </message>
    <message>
      <source>Many photos at once</source>
      <translation>批量查找照片</translation>
    </message>
    <message>
      <source>No batch yet</source>
      <translation>还没有批次</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open the batch, or go on with it</source>
      <translation>打开批次，或继续进行</translation>
    </message>
    <message>
      <source>Photos ({list})</source>
      <translation>照片 ({list})</translation>
    </message>
    <message>
      <source>Several photos</source>
      <translation>多张照片</translation>
    </message>
    <message>
      <source>With all folders in it, for instance of one delivery.</source>
      <translation>包括其中的所有子文件夹，例如一批退货。</translation>
    </message>
  </context>
  <context>
    <name>BatchView</name>
    <message>
      <source>All batches</source>
      <translation>所有批次</translation>
    </message>
    <message>
      <source>Back to all batches</source>
      <translation>返回所有批次</translation>
    </message>
    <message>
      <source>Back to the rows</source>
      <translation>返回列表</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>批次</translation>
    </message>
    <message>
      <source>Excel workbook (*.xlsx);;CSV file (*.csv)</source>
      <translation>Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Go through the unsure ones by keyboard</source>
      <translation>用键盘逐一复核不确定的照片</translation>
    </message>
    <message>
      <source>Look up the rows that are still waiting</source>
      <translation>查找仍在等待的行</translation>
    </message>
    <message>
      <source>Names of photos and words are not kept once you leave the batch: review and export it before.</source>
      <translation>离开此批次后，照片名称和文字不再保留：请先复核并导出。</translation>
    </message>
    <message>
      <source>No row of this batch is in this state.</source>
      <translation>此批次中没有处于该状态的行。</translation>
    </message>
    <message>
      <source>Nothing here</source>
      <translation>没有内容</translation>
    </message>
    <message>
      <source>Read labels</source>
      <translation>读取文字</translation>
    </message>
    <message>
      <source>Read what is printed on the items that are left open, and look them up</source>
      <translation>读取尚未确定的物品上印的文字，并据此重新查找</translation>
    </message>
    <message>
      <source>Review the unsure</source>
      <translation>复核不确定项</translation>
    </message>
    <message>
      <source>Rows of the batch</source>
      <translation>批次的行</translation>
    </message>
    <message>
      <source>Save answers and decisions as XLSX or CSV</source>
      <translation>将答案和决定保存为 XLSX 或 CSV</translation>
    </message>
    <message>
      <source>Save the answers</source>
      <translation>保存答案</translation>
    </message>
  </context>
  <context>
    <name>BestFitDialog</name>
    <message>
      <source>Ask with photos…</source>
      <translation>用照片查询…</translation>
    </message>
    <message>
      <source>Ask with several photos, each by itself, then together</source>
      <translation>用多张照片查询：先逐张，再综合</translation>
    </message>
    <message>
      <source>Best fit</source>
      <translation>最佳选择</translation>
    </message>
    <message>
      <source>Brand</source>
      <translation>品牌</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Compare products</source>
      <translation>比较商品</translation>
    </message>
    <message>
      <source>Each photo by itself says:</source>
      <translation>每张照片单独的结果：</translation>
    </message>
    <message>
      <source>First what is in stock, then the lower price. What differs is bold.</source>
      <translation>先看有库存的，再看价格更低的。不同之处以粗体显示。</translation>
    </message>
    <message>
      <source>No photo</source>
      <translation>没有照片</translation>
    </message>
    <message>
      <source>Nothing was found</source>
      <translation>未找到任何商品</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Photos ({pattern})</source>
      <translation>照片 ({pattern})</translation>
    </message>
    <message>
      <source>Photos of the item wanted</source>
      <translation>所需物品的照片</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>SKU</source>
      <translation>SKU</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>Which fits best</source>
      <translation>哪个最合适</translation>
    </message>
  </context>
  <context>
    <name>CameraActions</name>
    <message>
      <source>Add another photo of the same item</source>
      <translation>添加同一物品的另一张照片</translation>
    </message>
    <message>
      <source>Add photo</source>
      <translation>添加照片</translation>
    </message>
    <message>
      <source>Hands free: look up what holds still</source>
      <translation>免手操作：画面静止即自动查找</translation>
    </message>
    <message>
      <source>New product</source>
      <translation>新商品</translation>
    </message>
    <message>
      <source>Shift+Space</source>
      <translation>Shift+空格</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>空格</translation>
    </message>
    <message>
      <source>Take photo</source>
      <translation>拍照</translation>
    </message>
  </context>
  <context>
    <name>CameraChooser</name>
    <message>
      <source>Address of the camera; a password in it is not stored:</source>
      <translation>摄像头地址（其中的密码不会保存）：</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>摄像头</translation>
    </message>
    <message>
      <source>Camera {n}</source>
      <translation>摄像头 {n}</translation>
    </message>
    <message>
      <source>Network camera</source>
      <translation>网络摄像头</translation>
    </message>
    <message>
      <source>Network camera…</source>
      <translation>网络摄像头…</translation>
    </message>
    <message>
      <source>No camera</source>
      <translation>没有摄像头</translation>
    </message>
    <message>
      <source>Use this camera</source>
      <translation>使用此摄像头</translation>
    </message>
    <message>
      <source>Video file</source>
      <translation>视频文件</translation>
    </message>
    <message>
      <source>Video file…</source>
      <translation>视频文件…</translation>
    </message>
    <message>
      <source>Videos ({list})</source>
      <translation>视频 ({list})</translation>
    </message>
  </context>
  <context>
    <name>CameraHead</name>
    <message>
      <source>Larger pictures, for small print and codes</source>
      <translation>更大的画面，适合小字和小条码</translation>
    </message>
    <message>
      <source>Show it as in a mirror; photos stay as they are</source>
      <translation>像镜子一样显示；照片不变</translation>
    </message>
    <message>
      <source>Switch the camera off</source>
      <translation>关闭摄像头</translation>
    </message>
    <message>
      <source>Turn the picture by 90 degrees</source>
      <translation>将画面旋转 90 度</translation>
    </message>
  </context>
  <context>
    <name>CameraNotice</name>
    <message>
      <source>Try again</source>
      <translation>重试</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first}{second}</translation>
    </message>
  </context>
  <context>
    <name>CameraPanel</name>
    <message>
      <source>Camera</source>
      <translation>摄像头</translation>
    </message>
    <message>
      <source>Camera photo {n}</source>
      <translation>摄像头照片 {n}</translation>
    </message>
    <message>
      <source>Live picture. Space takes a photo.</source>
      <translation>实时画面。按空格键拍照。</translation>
    </message>
    <message>
      <source>To see cameras by name, install “shelfsight[camera]” with pip and start again.</source>
      <translation>要按名称显示摄像头，请用 pip 安装“shelfsight[camera]”，然后重新启动。</translation>
    </message>
  </context>
  <context>
    <name>CandidateGrid</name>
    <message>
      <source>Results</source>
      <translation>结果</translation>
    </message>
  </context>
  <context>
    <name>CategoryModel</name>
    <message>
      <source>Among five</source>
      <translation>前五位</translation>
    </message>
    <message>
      <source>Called a match</source>
      <translation>判为匹配</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Of these right</source>
      <translation>其中正确</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Right first</source>
      <translation>首位正确</translation>
    </message>
    <message>
      <source>without a category</source>
      <translation>无类别</translation>
    </message>
  </context>
  <context>
    <name>ChangeCard</name>
    <message>
      <source>After</source>
      <translation>之后</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>之前</translation>
    </message>
    <message>
      <source>Choose a row to see each fact before and after.</source>
      <translation>选择一行，即可查看每项内容在更改前后的值。</translation>
    </message>
    <message>
      <source>Facts of the chosen change</source>
      <translation>所选变更的内容</translation>
    </message>
    <message>
      <source>No change is chosen</source>
      <translation>未选择变更</translation>
    </message>
    <message>
      <source>{what}: {subject}</source>
      <translation>{what}：{subject}</translation>
    </message>
    <message>
      <source>{when}, by {who}</source>
      <translation>{when}，{who}</translation>
    </message>
  </context>
  <context>
    <name>ChangeManySheet</name>
    <message>
      <source>12.50, or +5 %, -10 %, +0.50</source>
      <translation>12.50，或 +5 %、-10 %、+0.50</translation>
    </message>
    <message>
      <source>A further attribute</source>
      <translation>其他属性</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Change all of them</source>
      <translation>全部更改</translation>
    </message>
    <message>
      <source>Change many products</source>
      <translation>批量更改商品</translation>
    </message>
    <message>
      <source>Change {n} products</source>
      <translation>更改 {n} 个商品</translation>
    </message>
    <message>
      <source>Change: {field}</source>
      <translation>更改：{field}</translation>
    </message>
    <message>
      <source>Name of a further attribute</source>
      <translation>其他属性的名称</translation>
    </message>
    <message>
      <source>Name: colour</source>
      <translation>名称，例如颜色</translation>
    </message>
    <message>
      <source>Only what is ticked is changed; ticked and empty takes the value away. One step takes all of it back.</source>
      <translation>只更改已勾选的项；勾选且留空则清除该值。一步即可全部撤销。</translation>
    </message>
    <message>
      <source>Text of the further attribute</source>
      <translation>其他属性的内容</translation>
    </message>
    <message>
      <source>What it is</source>
      <translation>内容</translation>
    </message>
  </context>
  <context>
    <name>ChangesModel</name>
    <message>
      <source>By</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>Facts</source>
      <translation>内容</translation>
    </message>
    <message>
      <source>Subject</source>
      <translation>对象</translation>
    </message>
    <message>
      <source>What</source>
      <translation>操作</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
  </context>
  <context>
    <name>ChangesPage</name>
    <message>
      <source>All actions</source>
      <translation>所有操作</translation>
    </message>
    <message>
      <source>Any time</source>
      <translation>任何时间</translation>
    </message>
    <message>
      <source>CSV files (*.csv)</source>
      <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
      <source>Changes</source>
      <translation>变更</translation>
    </message>
    <message>
      <source>Changes of products appear here by themselves; other words may show more.</source>
      <translation>商品的变更会自动出现在这里；换个词可能会显示更多。</translation>
    </message>
    <message>
      <source>Changes, newest first</source>
      <translation>变更，最新的在前</translation>
    </message>
    <message>
      <source>Changes: {n}.</source>
      <translation>共 {n} 条变更。</translation>
    </message>
    <message>
      <source>Everybody</source>
      <translation>所有人</translation>
    </message>
    <message>
      <source>Export what is listed as CSV</source>
      <translation>将列出的内容导出为 CSV</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Last 12 months</source>
      <translation>最近 12 个月</translation>
    </message>
    <message>
      <source>Last 30 days</source>
      <translation>最近 30 天</translation>
    </message>
    <message>
      <source>Last 7 days</source>
      <translation>最近 7 天</translation>
    </message>
    <message>
      <source>No change to show</source>
      <translation>没有可显示的变更</translation>
    </message>
    <message>
      <source>Nobody named</source>
      <translation>未署名</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>Save the changes</source>
      <translation>保存变更</translation>
    </message>
    <message>
      <source>Search the changes</source>
      <translation>搜索变更</translation>
    </message>
    <message>
      <source>Search: SKU, person, old or new words</source>
      <translation>搜索：SKU、人员、旧词或新词</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>今天</translation>
    </message>
    <message>
      <source>What was done</source>
      <translation>做了什么</translation>
    </message>
    <message>
      <source>Who changed what, and when. Nothing in this list can be altered.</source>
      <translation>谁在何时更改了什么。此列表中的内容无法改动。</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first}{second}</translation>
    </message>
  </context>
  <context>
    <name>CompareBar</name>
    <message>
      <source>Differences</source>
      <translation>区别</translation>
    </message>
    <message>
      <source>Enlarge the pictures</source>
      <translation>放大图片</translation>
    </message>
    <message>
      <source>Enlarged {n} times</source>
      <translation>放大 {n} 倍</translation>
    </message>
    <message>
      <source>Make the pictures smaller</source>
      <translation>缩小图片</translation>
    </message>
    <message>
      <source>Matching parts</source>
      <translation>对应部分</translation>
    </message>
    <message>
      <source>Needs a photo of the item</source>
      <translation>需要物品的照片</translation>
    </message>
    <message>
      <source>Show the whole pictures</source>
      <translation>显示整张图片</translation>
    </message>
    <message>
      <source>Show what differs from the next candidate</source>
      <translation>显示与下一候选的区别</translation>
    </message>
    <message>
      <source>Show which regions are alike</source>
      <translation>显示哪些区域相似</translation>
    </message>
    <message>
      <source>Show which regions correspond</source>
      <translation>显示哪些区域相互对应</translation>
    </message>
    <message>
      <source>There is no other candidate</source>
      <translation>没有其他候选</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>为什么？</translation>
    </message>
    <message>
      <source>adds little</source>
      <translation>影响小</translation>
    </message>
    <message>
      <source>alike here</source>
      <translation>此处相似</translation>
    </message>
    <message>
      <source>{n} ×</source>
      <translation>{n} 倍</translation>
    </message>
  </context>
  <context>
    <name>CompareView</name>
    <message>
      <source>Catalogue</source>
      <translation>目录</translation>
    </message>
    <message>
      <source>Catalogue photo {n}</source>
      <translation>目录照片 {n}</translation>
    </message>
    <message>
      <source>Chosen</source>
      <translation>已选</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>下一个</translation>
    </message>
    <message>
      <source>No photo in the catalogue</source>
      <translation>目录中没有照片</translation>
    </message>
    <message>
      <source>Photo {n} of the next candidate</source>
      <translation>下一候选的照片 {n}</translation>
    </message>
    <message>
      <source>Your photo</source>
      <translation>您的照片</translation>
    </message>
    <message>
      <source>Your photo {n}</source>
      <translation>您的照片 {n}</translation>
    </message>
  </context>
  <context>
    <name>Comparison</name>
    <message>
      <source>Looking for what is alike…</source>
      <translation>正在查找相似之处…</translation>
    </message>
    <message>
      <source>Most alike: {places}</source>
      <translation>最相似处：{places}</translation>
    </message>
  </context>
  <context>
    <name>DataTable</name>
    <message>
      <source>Barcode number</source>
      <translation>条码号</translation>
    </message>
    <message>
      <source>Brand</source>
      <translation>品牌</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Chinese name</source>
      <translation>中文名称</translation>
    </message>
    <message>
      <source>English name</source>
      <translation>英文名称</translation>
    </message>
    <message>
      <source>Minimum stock</source>
      <translation>最低库存</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>Own codes</source>
      <translation>自有编码</translation>
    </message>
    <message>
      <source>Pack size</source>
      <translation>包装规格</translation>
    </message>
    <message>
      <source>SKU</source>
      <translation>SKU</translation>
    </message>
  </context>
  <context>
    <name>DecisionBar</name>
    <message>
      <source>Another product…</source>
      <translation>另一件商品…</translation>
    </message>
    <message>
      <source>Do you know what it is?</source>
      <translation>您知道这是什么吗？</translation>
    </message>
    <message>
      <source>Is it “{name}”?</source>
      <translation>是“{name}”吗？</translation>
    </message>
    <message>
      <source>Learnt: it is “{name}”. These {n} photos now find it.</source>
      <translation>已学会：这是“{name}”。这 {n} 张照片现在能找到它。</translation>
    </message>
    <message>
      <source>Learnt: it is “{name}”. This photo now finds it.</source>
      <translation>已学会：这是“{name}”。这张照片现在能找到它。</translation>
    </message>
    <message>
      <source>Learnt: the code {code} belongs to “{name}”.</source>
      <translation>已学会：条码 {code} 属于“{name}”。</translation>
    </message>
    <message>
      <source>New product…</source>
      <translation>新商品…</translation>
    </message>
    <message>
      <source>Noted: it is “{name}”.</source>
      <translation>已记录：这是“{name}”。</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Taken back. {question}</source>
      <translation>已撤销。{question}</translation>
    </message>
    <message>
      <source>This is it</source>
      <translation>就是它</translation>
    </message>
    <message>
      <source>“{name}” is in the catalogue. Photos it is found by: {n}.</source>
      <translation>“{name}”已加入目录。可用于查找它的照片：{n} 张。</translation>
    </message>
  </context>
  <context>
    <name>DetailPanel</name>
    <message>
      <source>Chosen product</source>
      <translation>所选商品</translation>
    </message>
    <message>
      <source>Copy the SKU</source>
      <translation>复制 SKU</translation>
    </message>
    <message>
      <source>Label of this product</source>
      <translation>此商品的标签</translation>
    </message>
    <message>
      <source>Label…</source>
      <translation>标签…</translation>
    </message>
    <message>
      <source>Large view</source>
      <translation>大图</translation>
    </message>
    <message>
      <source>Product data</source>
      <translation>商品资料</translation>
    </message>
    <message>
      <source>Substitutes, and what goes with it</source>
      <translation>替代品和搭配商品</translation>
    </message>
    <message>
      <source>Synthetic picture</source>
      <translation>合成图片</translation>
    </message>
    <message>
      <source>Why this product</source>
      <translation>为什么是这个商品</translation>
    </message>
  </context>
  <context>
    <name>DifferencePanel</name>
    <message>
      <source>Chosen: {sku}</source>
      <translation>已选：{sku}</translation>
    </message>
    <message>
      <source>Next: {sku}</source>
      <translation>下一个：{sku}</translation>
    </message>
    <message>
      <source>Nothing in the product data but the codes.</source>
      <translation>除编码外，商品数据没有区别。</translation>
    </message>
    <message>
      <source>What differs from “{name}”</source>
      <translation>与“{name}”的区别</translation>
    </message>
  </context>
  <context>
    <name>DropOverlay</name>
    <message>
      <source>Drop it here</source>
      <translation>拖放到这里</translation>
    </message>
    <message>
      <source>Photos are looked up, a table or a folder is imported.</source>
      <translation>照片将被查找，表格或文件夹将被导入。</translation>
    </message>
    <message>
      <source>With Shift: another photo of the same item</source>
      <translation>按住 Shift：作为同一物品的另一张照片</translation>
    </message>
  </context>
  <context>
    <name>EmptyPage</name>
    <message>
      <source>Drop a photo anywhere in this window, paste one, or type a name or code above. Several photos dropped together count as one item.</source>
      <translation>把照片拖到窗口任意位置、粘贴照片，或在上方输入名称或编码。一起拖入的多张照片视为同一物品。</translation>
    </message>
    <message>
      <source>Looking…</source>
      <translation>正在查找…</translation>
    </message>
    <message>
      <source>No photo at hand? Try one of these (synthetic pictures)</source>
      <translation>手边没有照片？试试这些（合成图片）</translation>
    </message>
    <message>
      <source>No product to show</source>
      <translation>没有可显示的商品</translation>
    </message>
    <message>
      <source>Open photos</source>
      <translation>打开照片</translation>
    </message>
    <message>
      <source>Open photos…</source>
      <translation>打开照片…</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>粘贴</translation>
    </message>
    <message>
      <source>Paste a picture, file or text</source>
      <translation>粘贴图片、文件或文字</translation>
    </message>
    <message>
      <source>The first lookup after the start takes a few seconds longer: the model is loaded.</source>
      <translation>启动后的第一次查找会多花几秒：正在加载模型。</translation>
    </message>
    <message>
      <source>Try another photo, or type other words or another code.</source>
      <translation>请换一张照片，或输入其他文字或编码。</translation>
    </message>
    <message>
      <source>Try sample photo {n}</source>
      <translation>试用示例照片 {n}</translation>
    </message>
    <message>
      <source>What is this item?</source>
      <translation>这是什么物品？</translation>
    </message>
  </context>
  <context>
    <name>Enrolment</name>
    <message>
      <source>3 or more from different sides make it found more surely.</source>
      <translation>从不同侧面拍 3 张以上，查找更可靠。</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Enter</source>
      <translation>Enter</translation>
    </message>
    <message>
      <source>Name and save</source>
      <translation>命名并保存</translation>
    </message>
    <message>
      <source>New product</source>
      <translation>新商品</translation>
    </message>
    <message>
      <source>code {code}</source>
      <translation>代码 {code}</translation>
    </message>
    <message>
      <source>{n} of {most} photos</source>
      <translation>{n} / {most} 张照片</translation>
    </message>
  </context>
  <context>
    <name>ErrorDialog</name>
    <message>
      <source>Copy details</source>
      <translation>复制详情</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>继续</translation>
    </message>
    <message>
      <source>Something went wrong</source>
      <translation>出错了</translation>
    </message>
  </context>
  <context>
    <name>EvidenceList</name>
    <message>
      <source>Similarity {n}</source>
      <translation>相似度 {n}</translation>
    </message>
  </context>
  <context>
    <name>FactCards</name>
    <message>
      <source>Location</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Not recorded</source>
      <translation>未登记</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
  </context>
  <context>
    <name>FilterBar</name>
    <message>
      <source>All brands</source>
      <translation>所有品牌</translation>
    </message>
    <message>
      <source>All categories</source>
      <translation>所有类别</translation>
    </message>
    <message>
      <source>All places</source>
      <translation>所有位置</translation>
    </message>
    <message>
      <source>Clear filters</source>
      <translation>清除筛选</translation>
    </message>
    <message>
      <source>Filters</source>
      <translation>筛选</translation>
    </message>
    <message>
      <source>In stock</source>
      <translation>有货</translation>
    </message>
    <message>
      <source>Only products in stock</source>
      <translation>仅有货商品</translation>
    </message>
    <message>
      <source>Only this brand</source>
      <translation>仅此品牌</translation>
    </message>
    <message>
      <source>Only this category</source>
      <translation>仅此类别</translation>
    </message>
    <message>
      <source>Only this place, or places that begin so</source>
      <translation>仅此位置，或以此开头的位置</translation>
    </message>
    <message>
      <source>Search only:</source>
      <translation>仅搜索：</translation>
    </message>
    <message>
      <source>Searching only:</source>
      <translation>正在仅搜索：</translation>
    </message>
  </context>
  <context>
    <name>FilterChips</name>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Show: {words}, {n}</source>
      <translation>显示：{words}，{n}</translation>
    </message>
  </context>
  <context>
    <name>FindPage</name>
    <message>
      <source>Pasted picture</source>
      <translation>粘贴的图片</translation>
    </message>
  </context>
  <context>
    <name>FitSettings</name>
    <message>
      <source>Kept only if a trial on your photos says that it clearly helps.</source>
      <translation>只有在您的照片上试验表明确有帮助时才会保留。</translation>
    </message>
    <message>
      <source>Try it after an import of many photos</source>
      <translation>导入大量照片后自动尝试</translation>
    </message>
  </context>
  <context>
    <name>FormSheet</name>
    <message>
      <source>What you typed is not saved. {keys} saves it, Esc once more drops it.</source>
      <translation>输入的内容尚未保存。{keys} 可保存，再按一次 Esc 则放弃。</translation>
    </message>
  </context>
  <context>
    <name>Front</name>
    <message>
      <source>Drop a photo, or type a name, a code or a few words</source>
      <translation>拖入照片，或输入名称、编码或几个词</translation>
    </message>
    <message>
      <source>Name, code or words</source>
      <translation>名称、编码或文字</translation>
    </message>
    <message>
      <source>Opening the catalogue…</source>
      <translation>正在打开目录…</translation>
    </message>
  </context>
  <context>
    <name>HeadsModel</name>
    <message>
      <source>Batch</source>
      <translation>批次</translation>
    </message>
    <message>
      <source>By</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>Finished</source>
      <translation>已完成</translation>
    </message>
    <message>
      <source>Names not kept</source>
      <translation>名称未保留</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>结果</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>To be gone on with</source>
      <translation>待继续</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>{n} reviewed</source>
      <translation>已复核 {n}</translation>
    </message>
  </context>
  <context>
    <name>HistoryModel</name>
    <message>
      <source>A person said</source>
      <translation>人员的判断</translation>
    </message>
    <message>
      <source>By</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>Code of {name}</source>
      <translation>“{name}”的条码</translation>
    </message>
    <message>
      <source>It is {name}</source>
      <translation>它是 {name}</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>New: {name}</source>
      <translation>新商品：{name}</translation>
    </message>
    <message>
      <source>No, it is {name}</source>
      <translation>不是，它是 {name}</translation>
    </message>
    <message>
      <source>Nothing found</source>
      <translation>未找到</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Probability</source>
      <translation>概率</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>This is it</source>
      <translation>就是它</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>判断结果</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
  </context>
  <context>
    <name>HistoryPage</name>
    <message>
      <source>All verdicts</source>
      <translation>所有判断结果</translation>
    </message>
    <message>
      <source>CSV files (*.csv)</source>
      <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
      <source>Delete all</source>
      <translation>全部删除</translation>
    </message>
    <message>
      <source>Delete all…</source>
      <translation>全部删除…</translation>
    </message>
    <message>
      <source>Delete every lookup of the history?</source>
      <translation>删除历史记录中的所有查找？</translation>
    </message>
    <message>
      <source>Delete the history?</source>
      <translation>删除历史记录？</translation>
    </message>
    <message>
      <source>Delete the whole history</source>
      <translation>删除全部历史记录</translation>
    </message>
    <message>
      <source>Every lookup of this catalogue. The settings say for how long it is kept.</source>
      <translation>此目录的每次查找。保留多久由设置决定。</translation>
    </message>
    <message>
      <source>Export what is listed as CSV</source>
      <translation>将列出的内容导出为 CSV</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>History</source>
      <translation>历史记录</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Lookups appear here by themselves; other words or verdicts may show more.</source>
      <translation>查找会自动出现在这里；换用其他词语或判断结果可能显示更多。</translation>
    </message>
    <message>
      <source>Lookups, newest first</source>
      <translation>查找记录，最新的在前</translation>
    </message>
    <message>
      <source>No lookup to show</source>
      <translation>没有可显示的查找</translation>
    </message>
    <message>
      <source>Nothing of it is left on this computer. Products and taught photos stay.</source>
      <translation>这台电脑上不会留下任何痕迹。商品和已教的照片会保留。</translation>
    </message>
    <message>
      <source>Open again</source>
      <translation>重新打开</translation>
    </message>
    <message>
      <source>Open the stored answer</source>
      <translation>打开已保存的结果</translation>
    </message>
    <message>
      <source>Save the history</source>
      <translation>保存历史记录</translation>
    </message>
    <message>
      <source>Search the history</source>
      <translation>搜索历史记录</translation>
    </message>
    <message>
      <source>Search: product, SKU, words or person</source>
      <translation>搜索：商品、SKU、词语或人员</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>判断结果</translation>
    </message>
  </context>
  <context>
    <name>ImportChooser</name>
    <message>
      <source>A folder of photos</source>
      <translation>照片文件夹</translation>
    </message>
    <message>
      <source>A table</source>
      <translation>表格</translation>
    </message>
    <message>
      <source>Automatic (UTF-8)</source>
      <translation>自动（UTF-8）</translation>
    </message>
    <message>
      <source>CSV, XLSX, or ZIP with photos: one product a row, with the names of its photos.</source>
      <translation>CSV、XLSX 或带照片的 ZIP：每行一个商品，并列出其照片名称。</translation>
    </message>
    <message>
      <source>Central European (Windows-1250)</source>
      <translation>中欧（Windows-1250）</translation>
    </message>
    <message>
      <source>Chinese, simplified (GB18030, GBK)</source>
      <translation>简体中文（GB18030、GBK）</translation>
    </message>
    <message>
      <source>Chinese, traditional (Big5)</source>
      <translation>繁体中文（Big5）</translation>
    </message>
    <message>
      <source>Choose a folder…</source>
      <translation>选择文件夹…</translation>
    </message>
    <message>
      <source>Choose a table…</source>
      <translation>选择表格…</translation>
    </message>
    <message>
      <source>Columns of a table</source>
      <translation>表格的列</translation>
    </message>
    <message>
      <source>Cyrillic (Windows-1251)</source>
      <translation>西里尔文（Windows-1251）</translation>
    </message>
    <message>
      <source>Encoding of CSV files</source>
      <translation>CSV 文件的编码</translation>
    </message>
    <message>
      <source>Import a folder of photos</source>
      <translation>导入照片文件夹</translation>
    </message>
    <message>
      <source>Import a table</source>
      <translation>导入表格</translation>
    </message>
    <message>
      <source>Import your catalogue</source>
      <translation>导入您的目录</translation>
    </message>
    <message>
      <source>Japanese (Shift JIS)</source>
      <translation>日文（Shift JIS）</translation>
    </message>
    <message>
      <source>Load the demo</source>
      <translation>加载演示目录</translation>
    </message>
    <message>
      <source>One sub-folder or one photo a product; its name becomes the SKU.</source>
      <translation>每个商品一个子文件夹或一张照片，其名称即为 SKU。</translation>
    </message>
    <message>
      <source>Over a hundred made-up products with synthetic pictures.</source>
      <translation>一百多种虚构商品，配合成图片。</translation>
    </message>
    <message>
      <source>Products are added or updated by their SKU. Importing the same file again changes nothing, and a bad row never costs the good ones.</source>
      <translation>商品按 SKU 新增或更新。重复导入同一文件不会有任何变化，错误的行也不会影响正确的行。</translation>
    </message>
    <message>
      <source>Tables (*.csv *.xlsx *.zip)</source>
      <translation>表格 (*.csv *.xlsx *.zip)</translation>
    </message>
    <message>
      <source>The demo catalogue</source>
      <translation>演示目录</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>重试</translation>
    </message>
    <message>
      <source>Unicode (UTF-8)</source>
      <translation>Unicode（UTF-8）</translation>
    </message>
    <message>
      <source>Western European (Windows-1252)</source>
      <translation>西欧（Windows-1252）</translation>
    </message>
    <message>
      <source>{columns}. Only sku and name are needed; several barcodes or photos are separated by semicolons; other columns are kept as they are.</source>
      <translation>{columns}。只有 sku 和 name 必填；多个条码或照片用分号隔开；其他列原样保留。</translation>
    </message>
  </context>
  <context>
    <name>ImportFit</name>
    <message>
      <source>Progress of the trial</source>
      <translation>试验进度</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Take it back</source>
      <translation>撤回</translation>
    </message>
    <message>
      <source>The fit was taken back. Imports do not try it again; the page Quality does.</source>
      <translation>已撤回适应。导入后不会再自动尝试；可在“质量”页面再试。</translation>
    </message>
    <message>
      <source>Trying whether lookups can be fitted to your photos…</source>
      <translation>正在尝试让查询适应您的照片…</translation>
    </message>
  </context>
  <context>
    <name>ImportPanel</name>
    <message>
      <source>Go on with the import</source>
      <translation>继续导入</translation>
    </message>
    <message>
      <source>Saved: {name}</source>
      <translation>已保存：{name}</translation>
    </message>
    <message>
      <source>demo catalogue</source>
      <translation>演示目录</translation>
    </message>
  </context>
  <context>
    <name>ImportPreviewView</name>
    <message>
      <source>A folder of photos: each sub-folder or photo becomes a product.</source>
      <translation>照片文件夹：每个子文件夹或每张照片成为一个商品。</translation>
    </message>
    <message>
      <source>A table with these columns was imported before; they mean the same again.</source>
      <translation>之前导入过列相同的表格；各列含义与上次相同。</translation>
    </message>
    <message>
      <source>An import would add {added}, change {updated}, leave {unchanged} as they are and leave {rows} out; {photos} would be read.</source>
      <translation>导入将添加 {added} 个，更改 {updated} 个，保持 {unchanged} 个不变，略过 {rows}；将读取 {photos}。</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>返回</translation>
    </message>
    <message>
      <source>Check below what each column means; what you say is remembered.</source>
      <translation>请在下方确认每一列的含义；您的选择会被记住。</translation>
    </message>
    <message>
      <source>Choose something else</source>
      <translation>选择其他来源</translation>
    </message>
    <message>
      <source>Encoding</source>
      <translation>编码</translation>
    </message>
    <message>
      <source>Encoding (a guess: do the names look right?)</source>
      <translation>编码（推测：名称显示正确吗？）</translation>
    </message>
    <message>
      <source>First rows of the table</source>
      <translation>表格的前几行</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>导入</translation>
    </message>
    <message>
      <source>Import it now</source>
      <translation>立即导入</translation>
    </message>
    <message>
      <source>Left out above the titles: {rows}.</source>
      <translation>标题行上方略去：{rows}。</translation>
    </message>
    <message>
      <source>Look before you import: {name}</source>
      <translation>导入前预览：{name}</translation>
    </message>
    <message>
      <source>Meaning of the column {title}</source>
      <translation>列“{title}”的含义</translation>
    </message>
    <message>
      <source>No column is said to be: {names}.</source>
      <translation>没有指定为以下含义的列：{names}。</translation>
    </message>
    <message>
      <source>Save the report</source>
      <translation>保存报告</translation>
    </message>
    <message>
      <source>Save the report…</source>
      <translation>保存报告…</translation>
    </message>
    <message>
      <source>Save what would happen</source>
      <translation>保存将会发生的内容</translation>
    </message>
    <message>
      <source>Say what would happen; change nothing</source>
      <translation>只说明将会发生什么，不做更改</translation>
    </message>
    <message>
      <source>Tables and JSON (*.csv *.xlsx *.json)</source>
      <translation>表格和 JSON (*.csv *.xlsx *.json)</translation>
    </message>
    <message>
      <source>Try it</source>
      <translation>试运行</translation>
    </message>
    <message>
      <source>Two columns are said to be: {names}.</source>
      <translation>有两列被指定为：{names}。</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first}{second}</translation>
    </message>
  </context>
  <context>
    <name>ImportProgress</name>
    <message>
      <source>Comparing {name}</source>
      <translation>正在比较 {name}</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Importing {name}</source>
      <translation>正在导入 {name}</translation>
    </message>
    <message>
      <source>Progress of the import</source>
      <translation>导入进度</translation>
    </message>
    <message>
      <source>Reading the list…</source>
      <translation>正在读取列表…</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>速度</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop the import; what was saved stays</source>
      <translation>停止导入；已保存的内容会保留</translation>
    </message>
    <message>
      <source>Stopping…</source>
      <translation>正在停止…</translation>
    </message>
    <message>
      <source>Time left</source>
      <translation>剩余时间</translation>
    </message>
    <message>
      <source>You can go on looking things up. Products saved so far stay if you stop.</source>
      <translation>导入期间可以继续查找。停止后，已保存的商品会保留。</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} / {total}</translation>
    </message>
    <message>
      <source>{rate} a second</source>
      <translation>每秒 {rate} 个</translation>
    </message>
  </context>
  <context>
    <name>ImportReportView</name>
    <message>
      <source>Added</source>
      <translation>新增</translation>
    </message>
    <message>
      <source>CSV files (*.csv)</source>
      <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
      <source>Copy the list</source>
      <translation>复制列表</translation>
    </message>
    <message>
      <source>Import finished</source>
      <translation>导入完成</translation>
    </message>
    <message>
      <source>Import more</source>
      <translation>继续导入</translation>
    </message>
    <message>
      <source>Import stopped</source>
      <translation>导入已停止</translation>
    </message>
    <message>
      <source>Left out</source>
      <translation>已略过</translation>
    </message>
    <message>
      <source>Left out, with the reason</source>
      <translation>已略过的内容及原因</translation>
    </message>
    <message>
      <source>Look something up</source>
      <translation>开始查找</translation>
    </message>
    <message>
      <source>Photos: {n}</source>
      <translation>照片：{n}</translation>
    </message>
    <message>
      <source>Rows and photos that were left out</source>
      <translation>被略过的行和照片</translation>
    </message>
    <message>
      <source>Save every row: added, changed, unchanged, or left out and why</source>
      <translation>保存每一行：新增、更改、未变，或被略过及其原因</translation>
    </message>
    <message>
      <source>Save the list</source>
      <translation>保存列表</translation>
    </message>
    <message>
      <source>Save the list…</source>
      <translation>保存列表…</translation>
    </message>
    <message>
      <source>Save the report</source>
      <translation>保存报告</translation>
    </message>
    <message>
      <source>Save the report…</source>
      <translation>保存报告…</translation>
    </message>
    <message>
      <source>Tables and JSON (*.csv *.xlsx *.json)</source>
      <translation>表格和 JSON (*.csv *.xlsx *.json)</translation>
    </message>
    <message>
      <source>The file was read as {encoding}: check a name with special letters.</source>
      <translation>文件按 {encoding} 读取：请核对含特殊字符的名称。</translation>
    </message>
    <message>
      <source>Unchanged</source>
      <translation>未变</translation>
    </message>
    <message>
      <source>Updated</source>
      <translation>更新</translation>
    </message>
    <message>
      <source>What was saved stays. Import the same file again to go on from there.</source>
      <translation>已保存的内容会保留。再次导入同一文件即可从中断处继续。</translation>
    </message>
    <message>
      <source>{photos} added in {time}. The products can be found now.</source>
      <translation>用时 {time}，新增 {photos}。现在可以查找这些商品了。</translation>
    </message>
  </context>
  <context>
    <name>ImportWords</name>
    <message>
      <source>Attribute “{title}”</source>
      <translation>属性“{title}”</translation>
    </message>
    <message>
      <source>Brand</source>
      <translation>品牌</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Codes</source>
      <translation>编码</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>货币</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>说明</translation>
    </message>
    <message>
      <source>Leave it out</source>
      <translation>忽略</translation>
    </message>
    <message>
      <source>Line {line}, {sku}: {what}</source>
      <translation>第 {line} 行，{sku}：{what}</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>SKU</source>
      <translation>SKU</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>已停用</translation>
    </message>
    <message>
      <source>comes back</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>new, {name}</source>
      <translation>新增，{name}</translation>
    </message>
    <message>
      <source>{photos} to read</source>
      <translation>需读取 {photos}</translation>
    </message>
    <message>
      <source>… and {n} more; the report has them</source>
      <translation>… 另有 {n} 项；报告中有全部内容</translation>
    </message>
  </context>
  <context>
    <name>InquiriesModel</name>
    <message>
      <source>Asked by</source>
      <translation>提问者</translation>
    </message>
    <message>
      <source>Nobody knows</source>
      <translation>无人知晓</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>未解决</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Photo only</source>
      <translation>仅照片</translation>
    </message>
    <message>
      <source>Question</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>The program said</source>
      <translation>程序的回答</translation>
    </message>
    <message>
      <source>closed by {person}</source>
      <translation>由 {person} 关闭</translation>
    </message>
  </context>
  <context>
    <name>InquiriesPage</name>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Closed</source>
      <translation>已关闭</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Delete the inquiry?</source>
      <translation>删除此咨询？</translation>
    </message>
    <message>
      <source>Delete this inquiry with its photos?</source>
      <translation>删除此咨询及其照片？</translation>
    </message>
    <message>
      <source>Delete…</source>
      <translation>删除…</translation>
    </message>
    <message>
      <source>Folder (*)</source>
      <translation>文件夹 (*)</translation>
    </message>
    <message>
      <source>Inquiries</source>
      <translation>咨询</translation>
    </message>
    <message>
      <source>Inquiries, newest first</source>
      <translation>咨询，最新的在前</translation>
    </message>
    <message>
      <source>It is this product…</source>
      <translation>就是这件商品…</translation>
    </message>
    <message>
      <source>Items that nobody could name yet. Closing one with a product teaches it.</source>
      <translation>尚无人能认出的物品。以商品关闭咨询时，程序会学会它。</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>No inquiry to show</source>
      <translation>没有咨询</translation>
    </message>
    <message>
      <source>Nobody knows</source>
      <translation>无人知晓</translation>
    </message>
    <message>
      <source>Nothing of it is left on this computer. What it taught stays.</source>
      <translation>此电脑上不会留下任何内容。已教的内容会保留。</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>未解决</translation>
    </message>
    <message>
      <source>Open again</source>
      <translation>重新打开</translation>
    </message>
    <message>
      <source>Save the inquiry to send it</source>
      <translation>保存咨询以便发送</translation>
    </message>
    <message>
      <source>Save to send…</source>
      <translation>保存以发送…</translation>
    </message>
    <message>
      <source>Where an answer is unsure, press F7 to keep the question for somebody else.</source>
      <translation>回答不确定时，按 F7 把问题留给其他人。</translation>
    </message>
    <message>
      <source>Which inquiries</source>
      <translation>哪些咨询</translation>
    </message>
    <message>
      <source>ZIP file (*.zip)</source>
      <translation>ZIP 文件 (*.zip)</translation>
    </message>
  </context>
  <context>
    <name>InquiryDialog</name>
    <message>
      <source>Ask somebody who knows</source>
      <translation>请教知情者</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Code: {code}</source>
      <translation>条码：{code}</translation>
    </message>
    <message>
      <source>Keep the photos with the inquiry</source>
      <translation>随咨询保存照片</translation>
    </message>
    <message>
      <source>Photo {n}</source>
      <translation>照片 {n}</translation>
    </message>
    <message>
      <source>Save the inquiry</source>
      <translation>保存咨询</translation>
    </message>
    <message>
      <source>The question is kept with the answer as it was. It can be sent as a file.</source>
      <translation>问题与当时的回答一起保存，可以作为文件发送。</translation>
    </message>
    <message>
      <source>This workplace keeps no pictures. Attach them only if they name nobody.</source>
      <translation>此工作场所不保存图片。仅在图片不涉及任何人时附上。</translation>
    </message>
    <message>
      <source>What should the other person know?</source>
      <translation>对方需要知道什么？</translation>
    </message>
    <message>
      <source>Where it was found, what it is used for, who needs it</source>
      <translation>在哪里发现、有什么用途、谁需要它</translation>
    </message>
    <message>
      <source>Words of the question</source>
      <translation>问题中的文字</translation>
    </message>
  </context>
  <context>
    <name>LabelsDialog</name>
    <message>
      <source>Automatic: EAN, else Code 128 of the SKU</source>
      <translation>自动：EAN，否则为 SKU 的 Code 128</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>条码</translation>
    </message>
    <message>
      <source>Code 128 of the SKU</source>
      <translation>SKU 的 Code 128</translation>
    </message>
    <message>
      <source>EAN, where the product has one</source>
      <translation>EAN（商品有 EAN 时）</translation>
    </message>
    <message>
      <source>First free label of the sheet</source>
      <translation>纸张上的第一个空白标签</translation>
    </message>
    <message>
      <source>First of {sheets}</source>
      <translation>共 {sheets}，第一张</translation>
    </message>
    <message>
      <source>GS1 DataMatrix of the GTIN</source>
      <translation>GTIN 的 GS1 DataMatrix</translation>
    </message>
    <message>
      <source>Labels</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>Labels of each product</source>
      <translation>每个商品的标签数</translation>
    </message>
    <message>
      <source>Lines to cut along</source>
      <translation>裁切线</translation>
    </message>
    <message>
      <source>No code</source>
      <translation>无条码</translation>
    </message>
    <message>
      <source>No code fits on the label of: {skus}</source>
      <translation>以下商品的标签放不下条码：{skus}</translation>
    </message>
    <message>
      <source>Not in the catalogue: {skus}</source>
      <translation>目录中没有：{skus}</translation>
    </message>
    <message>
      <source>Own sizes</source>
      <translation>自定义尺寸</translation>
    </message>
    <message>
      <source>Own sizes, in millimetres</source>
      <translation>自定义尺寸（毫米）</translation>
    </message>
    <message>
      <source>PDF files (*.pdf)</source>
      <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>Print…</source>
      <translation>打印…</translation>
    </message>
    <message>
      <source>Products: {n}. The codes are read by this program and by scanner guns.</source>
      <translation>商品：{n} 个。本程序和扫码枪都能读取这些条码。</translation>
    </message>
    <message>
      <source>QR code of the SKU</source>
      <translation>SKU 的二维码</translation>
    </message>
    <message>
      <source>SKU</source>
      <translation>SKU</translation>
    </message>
    <message>
      <source>Save as PDF…</source>
      <translation>另存为 PDF…</translation>
    </message>
    <message>
      <source>Save the labels</source>
      <translation>保存标签</translation>
    </message>
    <message>
      <source>Sheet</source>
      <translation>标签纸</translation>
    </message>
    <message>
      <source>Sheets: {n}. Done.</source>
      <translation>共 {n} 张，已完成。</translation>
    </message>
    <message>
      <source>Sizes are written as page, labels, label, edge and gap in millimetres:</source>
      <translation>尺寸依次为纸张、行列数、标签、边距和间距，单位为毫米：</translation>
    </message>
  </context>
  <context>
    <name>LimitDialog</name>
    <message>
      <source>Change within 90 days</source>
      <translation>90 天内变动</translation>
    </message>
    <message>
      <source>Fall of one change</source>
      <translation>单次下跌</translation>
    </message>
    <message>
      <source>Limits of price changes</source>
      <translation>价格变动的限度</translation>
    </message>
    <message>
      <source>Rise of one change</source>
      <translation>单次上涨</translation>
    </message>
    <message>
      <source>What the limits are for</source>
      <translation>限度适用于</translation>
    </message>
    <message>
      <source>You hear of changes beyond these, in per cent. Empty fields take what holds for the category or for all products.</source>
      <translation>超出这些百分比的变动会提醒您。空白处采用类别或所有商品的设置。</translation>
    </message>
  </context>
  <context>
    <name>LineSheet</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
  </context>
  <context>
    <name>LookSettings</name>
    <message>
      <source>As the system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>High contrast, dark</source>
      <translation>高对比度（深色）</translation>
    </message>
    <message>
      <source>High contrast, light</source>
      <translation>高对比度（浅色）</translation>
    </message>
    <message>
      <source>Large buttons, for touch and gloves</source>
      <translation>大按钮，便于触摸和戴手套操作</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>Text size</source>
      <translation>文字大小</translation>
    </message>
    <message>
      <source>{n} %</source>
      <translation>{n} %</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Add another photo of the same item</source>
      <translation>添加同一物品的另一张照片</translation>
    </message>
    <message>
      <source>All inquiries</source>
      <translation>所有咨询</translation>
    </message>
    <message>
      <source>All products: change, merge, withdraw, export</source>
      <translation>所有商品：修改、合并、停用、导出</translation>
    </message>
    <message>
      <source>Ask somebody who knows: save an inquiry</source>
      <translation>请教知情者：保存咨询</translation>
    </message>
    <message>
      <source>Back to the results before</source>
      <translation>返回之前的结果</translation>
    </message>
    <message>
      <source>Back, or clear the question</source>
      <translation>返回，或清空查询</translation>
    </message>
    <message>
      <source>Backups, checks and repair</source>
      <translation>备份、检查与修复</translation>
    </message>
    <message>
      <source>Batch</source>
      <translation>批量</translation>
    </message>
    <message>
      <source>Camera on or off</source>
      <translation>打开或关闭摄像头</translation>
    </message>
    <message>
      <source>Catalogue</source>
      <translation>商品目录</translation>
    </message>
    <message>
      <source>Changes</source>
      <translation>变更</translation>
    </message>
    <message>
      <source>Choose a product</source>
      <translation>选择商品</translation>
    </message>
    <message>
      <source>Clear the filters</source>
      <translation>清除筛选</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Enlarge the pictures, or show them whole</source>
      <translation>放大图片，或显示整张图片</translation>
    </message>
    <message>
      <source>Everything taught</source>
      <translation>所有已教内容</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>查找</translation>
    </message>
    <message>
      <source>Find; in the results: large view</source>
      <translation>查找；在结果中：查看大图</translation>
    </message>
    <message>
      <source>From the field to the results</source>
      <translation>从输入框到结果</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>全屏</translation>
    </message>
    <message>
      <source>Give the unknown code to a product</source>
      <translation>把未知条码指定给商品</translation>
    </message>
    <message>
      <source>Go to the entry field</source>
      <translation>转到输入框</translation>
    </message>
    <message>
      <source>Go to the filters</source>
      <translation>转到筛选</translation>
    </message>
    <message>
      <source>History</source>
      <translation>历史记录</translation>
    </message>
    <message>
      <source>History of all lookups</source>
      <translation>所有查找的历史记录</translation>
    </message>
    <message>
      <source>How good the catalogue answers</source>
      <translation>目录回答得有多好</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>导入</translation>
    </message>
    <message>
      <source>Import a catalogue</source>
      <translation>导入目录</translation>
    </message>
    <message>
      <source>In the camera: take a photo, or another of the same item</source>
      <translation>在摄像头中：拍照，或再拍同一物品</translation>
    </message>
    <message>
      <source>In the form for a new product</source>
      <translation>在新商品表单中</translation>
    </message>
    <message>
      <source>Inquiries</source>
      <translation>咨询</translation>
    </message>
    <message>
      <source>It is a new product</source>
      <translation>是新商品</translation>
    </message>
    <message>
      <source>It is another product of the catalogue</source>
      <translation>是目录中的另一件商品</translation>
    </message>
    <message>
      <source>It is the first one, one of five, another product, a new one</source>
      <translation>是第一个、五个中的一个、其他商品、新商品</translation>
    </message>
    <message>
      <source>Labels of the chosen products</source>
      <translation>所选商品的标签</translation>
    </message>
    <message>
      <source>Lighter or darker</source>
      <translation>调亮或调暗</translation>
    </message>
    <message>
      <source>Looks a code up wherever the focus is</source>
      <translation>无论焦点在哪里，扫码即查</translation>
    </message>
    <message>
      <source>Many photos at once: batches and their review</source>
      <translation>批量查找照片及其复核</translation>
    </message>
    <message>
      <source>Move stock: take out, put in, count</source>
      <translation>变动库存：出库、入库、盘点</translation>
    </message>
    <message>
      <source>Next or previous page of those beside each other</source>
      <translation>同组的下一页或上一页</translation>
    </message>
    <message>
      <source>Next or previous photo of the product</source>
      <translation>商品的下一张或上一张照片</translation>
    </message>
    <message>
      <source>Not in the catalogue, skip, take back</source>
      <translation>不在目录中、跳过、撤回</translation>
    </message>
    <message>
      <source>Only the item that was found</source>
      <translation>仅保留找到的物品</translation>
    </message>
    <message>
      <source>Open photos of one item</source>
      <translation>打开同一物品的照片</translation>
    </message>
    <message>
      <source>Paste a picture, file, link or text</source>
      <translation>粘贴图片、文件、链接或文字</translation>
    </message>
    <message>
      <source>Paste as another photo of the same item</source>
      <translation>作为同一物品的另一张照片粘贴</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Prices</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>Prices over time, and alerts</source>
      <translation>价格历史与提醒</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>质量</translation>
    </message>
    <message>
      <source>Read the words that are printed on the item</source>
      <translation>读取物品上印的文字</translation>
    </message>
    <message>
      <source>Records</source>
      <translation>记录</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Results as tiles or as a list</source>
      <translation>以图块或列表显示结果</translation>
    </message>
    <message>
      <source>Review: Enter, 1–5, F3, F4</source>
      <translation>复核：Enter、1–5、F3、F4</translation>
    </message>
    <message>
      <source>Review: N, S, Backspace</source>
      <translation>复核：N、S、Backspace</translation>
    </message>
    <message>
      <source>Safety</source>
      <translation>安全</translation>
    </message>
    <message>
      <source>Save the product</source>
      <translation>保存商品</translation>
    </message>
    <message>
      <source>Scanner gun</source>
      <translation>扫码枪</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Sign in or out; people and roles</source>
      <translation>登录或退出；人员与角色</translation>
    </message>
    <message>
      <source>Space, Shift+Space</source>
      <translation>空格, Shift+空格</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>Stock, and what to order</source>
      <translation>库存与订货</translation>
    </message>
    <message>
      <source>Substitutes, and what goes with the product</source>
      <translation>替代品和与该商品搭配的商品</translation>
    </message>
    <message>
      <source>Take back what was taught last</source>
      <translation>撤销刚教的内容</translation>
    </message>
    <message>
      <source>Taught</source>
      <translation>已教内容</translation>
    </message>
    <message>
      <source>This is it: teach the photo to the chosen product</source>
      <translation>就是它：把照片教给所选商品</translation>
    </message>
    <message>
      <source>This sheet</source>
      <translation>本表</translation>
    </message>
    <message>
      <source>Turn left or right</source>
      <translation>向左或向右旋转</translation>
    </message>
    <message>
      <source>Turn, crop or brighten the photo</source>
      <translation>旋转、裁剪照片或调整亮度</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Undo or redo a change of the photos</source>
      <translation>撤销或重做对照片的更改</translation>
    </message>
    <message>
      <source>What differs from the next candidate</source>
      <translation>与下一候选的区别</translation>
    </message>
    <message>
      <source>What looks like the chosen product</source>
      <translation>与所选商品相似的商品</translation>
    </message>
    <message>
      <source>Where things lie, and what should swap</source>
      <translation>物品放在哪里，以及哪些应互换位置</translation>
    </message>
    <message>
      <source>While a photo is edited</source>
      <translation>编辑照片时</translation>
    </message>
    <message>
      <source>Who changed what, and when</source>
      <translation>谁在何时更改了什么</translation>
    </message>
    <message>
      <source>Whole picture</source>
      <translation>整张图片</translation>
    </message>
    <message>
      <source>Why? Show which parts correspond</source>
      <translation>为什么？显示哪些部分相互对应</translation>
    </message>
    <message>
      <source>Why? Show which regions are alike</source>
      <translation>为什么？显示哪些区域相似</translation>
    </message>
  </context>
  <context>
    <name>ManualButton</name>
    <message>
      <source>Manual</source>
      <translation>使用手册</translation>
    </message>
  </context>
  <context>
    <name>ManualWindow</name>
    <message>
      <source>Back</source>
      <translation>返回</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Manual</source>
      <translation>使用手册</translation>
    </message>
    <message>
      <source>Open in the browser</source>
      <translation>在浏览器中打开</translation>
    </message>
  </context>
  <context>
    <name>MergeSheet</name>
    <message>
      <source>Add their stock together</source>
      <translation>库存相加</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Make one product of {n}</source>
      <translation>将 {n} 个商品合并为一个</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>合并</translation>
    </message>
    <message>
      <source>Merge products</source>
      <translation>合并商品</translation>
    </message>
    <message>
      <source>The product that stays takes up the codes, photos and empty fields of the others; their SKUs become further codes of it, so that their labels are still found. The others are withdrawn, and one step takes all of it back.</source>
      <translation>保留的商品会接收其他商品的编码、照片，并补全空白字段；其他商品的 SKU 成为它的附加编码，因此旧标签仍可找到。其他商品将被停用，一步即可全部撤销。</translation>
    </message>
    <message>
      <source>Which one stays?</source>
      <translation>保留哪一个？</translation>
    </message>
    <message>
      <source>{name}  ·  {sku}</source>
      <translation>{name}  ·  {sku}</translation>
    </message>
    <message>
      <source>{name}  ·  {sku}  ·  {photos}, {codes}</source>
      <translation>{name}  ·  {sku}  ·  {photos}，{codes}</translation>
    </message>
  </context>
  <context>
    <name>MessageBar</name>
    <message>
      <source>Close the message</source>
      <translation>关闭消息</translation>
    </message>
    <message>
      <source>Copy details</source>
      <translation>复制详情</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first}{second}</translation>
    </message>
  </context>
  <context>
    <name>MovementsDialog</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Movements</source>
      <translation>出入库记录</translation>
    </message>
    <message>
      <source>Movements, newest first</source>
      <translation>出入库记录，最新的在前</translation>
    </message>
    <message>
      <source>Newest first. Where one came from a lookup, Enter shows its answer again.</source>
      <translation>最新的在前。如果来自一次查找，按 Enter 可再次显示其结果。</translation>
    </message>
    <message>
      <source>Nothing was taken out, put in or counted yet.</source>
      <translation>还没有取出、放入或盘点过。</translation>
    </message>
    <message>
      <source>Show the lookup</source>
      <translation>显示查找</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>撤回</translation>
    </message>
  </context>
  <context>
    <name>MovementsModel</name>
    <message>
      <source>By</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>From</source>
      <translation>来源</translation>
    </message>
    <message>
      <source>Lookup {n}</source>
      <translation>查找 {n}</translation>
    </message>
    <message>
      <source>Quantity</source>
      <translation>数量</translation>
    </message>
    <message>
      <source>Stock then</source>
      <translation>当时库存</translation>
    </message>
    <message>
      <source>What</source>
      <translation>事项</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>{what} (taken back)</source>
      <translation>{what}（已撤回）</translation>
    </message>
  </context>
  <context>
    <name>NextSteps</name>
    <message>
      <source>A product we have…</source>
      <translation>目录中的商品…</translation>
    </message>
    <message>
      <source>Add it as a new product</source>
      <translation>添加为新商品</translation>
    </message>
    <message>
      <source>Ask somebody…</source>
      <translation>请教他人…</translation>
    </message>
    <message>
      <source>Code to a product…</source>
      <translation>条码指定给商品…</translation>
    </message>
    <message>
      <source>Give the code {code} to a product of the catalogue</source>
      <translation>把条码 {code} 指定给目录中的商品</translation>
    </message>
    <message>
      <source>It is a product of the catalogue: choose it</source>
      <translation>它是目录中的商品：选择它</translation>
    </message>
    <message>
      <source>New product…</source>
      <translation>新商品…</translation>
    </message>
    <message>
      <source>Save an inquiry for somebody who knows</source>
      <translation>保存咨询，请教知情者</translation>
    </message>
    <message>
      <source>What to do next</source>
      <translation>下一步</translation>
    </message>
  </context>
  <context>
    <name>PackCard</name>
    <message>
      <source>Comes with Shelfsight</source>
      <translation>随 Shelfsight 提供</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>正在使用</translation>
    </message>
    <message>
      <source>Not calibrated: every answer is “unsure”, never a match.</source>
      <translation>未经校准：所有回答都是“不确定”，不会给出“匹配”。</translation>
    </message>
    <message>
      <source>Ready: it is used as soon as the work at hand has ended.</source>
      <translation>已就绪：当前工作结束后立即启用。</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Remove the model pack {name}</source>
      <translation>移除模型包 {name}</translation>
    </message>
    <message>
      <source>Stop preparing</source>
      <translation>停止准备</translation>
    </message>
    <message>
      <source>Use</source>
      <translation>使用</translation>
    </message>
    <message>
      <source>Use the model pack {name}</source>
      <translation>使用模型包 {name}</translation>
    </message>
    <message>
      <source>{done} of {total} photos and texts read</source>
      <translation>已读取 {done} / {total} 张照片和文本</translation>
    </message>
  </context>
  <context>
    <name>PackConfirm</name>
    <message>
      <source>A model pack is a program of sorts. It was read and asks for nothing special; it is tried in a process of its own. Add it only if you trust its maker.</source>
      <translation>模型包类似于程序。它已经过检查，没有特殊要求，并会在独立进程中试运行。只有在信任其制作者时才添加。</translation>
    </message>
    <message>
      <source>Add a model pack</source>
      <translation>添加模型包</translation>
    </message>
    <message>
      <source>Compare the fingerprint with the one its maker published:</source>
      <translation>请将指纹与制作者公布的指纹比对：</translation>
    </message>
    <message>
      <source>Copy the fingerprint</source>
      <translation>复制指纹</translation>
    </message>
    <message>
      <source>Do not add it</source>
      <translation>不添加</translation>
    </message>
    <message>
      <source>It is the same, and I trust this pack</source>
      <translation>指纹一致，我信任此模型包</translation>
    </message>
    <message>
      <source>Not calibrated: with this pack every answer is “unsure”, never a match.</source>
      <translation>未经校准：使用此模型包时，所有回答都是“不确定”，不会给出“匹配”。</translation>
    </message>
    <message>
      <source>Try and add</source>
      <translation>试运行并添加</translation>
    </message>
  </context>
  <context>
    <name>PackFacts</name>
    <message>
      <source>Fingerprint {fingerprint}</source>
      <translation>指纹 {fingerprint}</translation>
    </message>
    <message>
      <source>Languages</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>Limits</source>
      <translation>局限</translation>
    </message>
    <message>
      <source>Measured</source>
      <translation>测量结果</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>大小</translation>
    </message>
    <message>
      <source>nothing was measured</source>
      <translation>没有测量结果</translation>
    </message>
    <message>
      <source>{megabytes} MB, {count} numbers a photo</source>
      <translation>{megabytes} MB，每张照片 {count} 个数值</translation>
    </message>
    <message>
      <source>… and {count} more</source>
      <translation>… 以及另外 {count} 项</translation>
    </message>
  </context>
  <context>
    <name>PacksDialog</name>
    <message>
      <source>A model pack turns photos and words into numbers that can be compared.</source>
      <translation>模型包把照片和文字转换成可以比较的数值。</translation>
    </message>
    <message>
      <source>Add from a folder…</source>
      <translation>从文件夹添加…</translation>
    </message>
    <message>
      <source>Add from a zip file…</source>
      <translation>从 zip 文件添加…</translation>
    </message>
    <message>
      <source>Checking the pack…</source>
      <translation>正在检查模型包…</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Folder of a model pack</source>
      <translation>模型包文件夹</translation>
    </message>
    <message>
      <source>Its files and the embeddings made with it are deleted. Photos and products stay; adding the pack again makes the embeddings again.</source>
      <translation>其文件以及用它生成的嵌入将被删除。照片和商品保留；再次添加该模型包时会重新生成嵌入。</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Model packs</source>
      <translation>模型包</translation>
    </message>
    <message>
      <source>Not now</source>
      <translation>暂不</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Remove the model pack?</source>
      <translation>移除模型包？</translation>
    </message>
    <message>
      <source>Remove “{name}”?</source>
      <translation>移除“{name}”？</translation>
    </message>
    <message>
      <source>The photos of the catalogue are read anew in the background. Until that is done “{old}” goes on answering, and you can go on working.</source>
      <translation>目录中的照片将在后台重新读取。在此期间“{old}”继续工作，您也可以继续操作。</translation>
    </message>
    <message>
      <source>Use another model pack?</source>
      <translation>改用其他模型包？</translation>
    </message>
    <message>
      <source>Use it</source>
      <translation>使用</translation>
    </message>
    <message>
      <source>Use “{name}”?</source>
      <translation>使用“{name}”？</translation>
    </message>
    <message>
      <source>Zip file of a model pack</source>
      <translation>模型包的 zip 文件</translation>
    </message>
    <message>
      <source>Zip files ({list})</source>
      <translation>Zip 文件（{list}）</translation>
    </message>
    <message>
      <source>“{name}” was added. Press “Use” to answer with it.</source>
      <translation>已添加“{name}”。按“使用”即可用它回答。</translation>
    </message>
    <message>
      <source>“{name}” was removed, with {embeddings}.</source>
      <translation>已移除“{name}”及其 {embeddings}。</translation>
    </message>
  </context>
  <context>
    <name>PageHost</name>
    <message>
      <source>{title} {n} %</source>
      <translation>{title} {n} %</translation>
    </message>
  </context>
  <context>
    <name>PairsModel</name>
    <message>
      <source>Confused</source>
      <translation>混淆</translation>
    </message>
    <message>
      <source>Lead</source>
      <translation>领先</translation>
    </message>
    <message>
      <source>Look-alikes</source>
      <translation>相似商品</translation>
    </message>
    <message>
      <source>{wrong} of {asked}</source>
      <translation>{asked} 张中 {wrong} 张</translation>
    </message>
  </context>
  <context>
    <name>PeopleDialog</name>
    <message>
      <source>Add</source>
      <translation>添加</translation>
    </message>
    <message>
      <source>As it is</source>
      <translation>保持不变</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Empty the form for somebody new</source>
      <translation>清空表单以添加新人员</translation>
    </message>
    <message>
      <source>Keep</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Nobody is listed: everybody may do everything. Add yourself as administrator to use roles; whoever has not signed in is a clerk then.</source>
      <translation>尚未登记任何人：每个人都可以做任何事。要使用角色，请先将自己添加为管理员；此后未登录的人即为店员。</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN 码</translation>
    </message>
    <message>
      <source>PIN again</source>
      <translation>再次输入 PIN 码</translation>
    </message>
    <message>
      <source>People and roles</source>
      <translation>人员与角色</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>角色</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Somebody new</source>
      <translation>新人员</translation>
    </message>
    <message>
      <source>Take off</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Take off the list?</source>
      <translation>从名单中移除？</translation>
    </message>
    <message>
      <source>Take off the list…</source>
      <translation>从名单中移除…</translation>
    </message>
    <message>
      <source>Take the chosen person off the list</source>
      <translation>将所选人员从名单中移除</translation>
    </message>
    <message>
      <source>Take {name} off the list?</source>
      <translation>将{name}从名单中移除？</translation>
    </message>
    <message>
      <source>The two PINs are not the same. Type both again.</source>
      <translation>两次输入的 PIN 码不一致。请重新输入。</translation>
    </message>
    <message>
      <source>What they did stays in the change log.</source>
      <translation>其操作仍保留在变更记录中。</translation>
    </message>
    <message>
      <source>Who can sign in</source>
      <translation>可以登录的人</translation>
    </message>
    <message>
      <source>Whoever has not signed in is a clerk. Roles keep people from slips; they do not keep out somebody who may open the data folder with other programs.</source>
      <translation>未登录的人即为店员。角色用于防止误操作，但挡不住能用其他程序打开数据文件夹的人。</translation>
    </message>
    <message>
      <source>{name}  –  {role}</source>
      <translation>{name}  –  {role}</translation>
    </message>
    <message>
      <source>{name}  –  {role}, without a PIN</source>
      <translation>{name}  –  {role}，无 PIN 码</translation>
    </message>
  </context>
  <context>
    <name>PhotoEditor</name>
    <message>
      <source>Brightness</source>
      <translation>亮度</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Draw a rectangle around the item. Arrow keys move its lower right corner, with Shift the upper left one, with Alt all of it. Your file stays as it is.</source>
      <translation>围绕物品拖出一个矩形。方向键移动右下角，按住 Shift 移动左上角，按住 Alt 移动整个矩形。您的文件保持不变。</translation>
    </message>
    <message>
      <source>Edit the photo</source>
      <translation>编辑照片</translation>
    </message>
    <message>
      <source>Only the item found</source>
      <translation>仅保留找到的物品</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>The part that counts: {width} × {height} pixels at {x}, {y}</source>
      <translation>用于查找的部分：{width} × {height} 像素，位于 {x}, {y}</translation>
    </message>
    <message>
      <source>The whole picture counts</source>
      <translation>用于查找的是整张图片</translation>
    </message>
    <message>
      <source>Turn left</source>
      <translation>向左旋转</translation>
    </message>
    <message>
      <source>Turn right</source>
      <translation>向右旋转</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Whole picture</source>
      <translation>整张图片</translation>
    </message>
  </context>
  <context>
    <name>PhotoNotesModel</name>
    <message>
      <source>Photo</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>What helps</source>
      <translation>改进办法</translation>
    </message>
    <message>
      <source>What is wrong</source>
      <translation>问题</translation>
    </message>
  </context>
  <context>
    <name>PhotoTiles</name>
    <message>
      <source>Remove photo {n}</source>
      <translation>移除照片 {n}</translation>
    </message>
  </context>
  <context>
    <name>PlaceTreeModel</name>
    <message>
      <source>Lookups</source>
      <translation>查找次数</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>商品数</translation>
    </message>
  </context>
  <context>
    <name>PlacedModel</name>
    <message>
      <source>Lookups</source>
      <translation>查找次数</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>SKU</source>
      <translation>SKU</translation>
    </message>
    <message>
      <source>Stops away</source>
      <translation>距离站数</translation>
    </message>
    <message>
      <source>Stops walked</source>
      <translation>行走站数</translation>
    </message>
  </context>
  <context>
    <name>PlacesPage</name>
    <message>
      <source>All lookups that are kept</source>
      <translation>所有保留的查找</translation>
    </message>
    <message>
      <source>Did you carry {far} to {near_place} and {near} to {far_place}?</source>
      <translation>您是否已将 {far} 搬到 {near_place}，并将 {near} 搬到 {far_place}？</translation>
    </message>
    <message>
      <source>In {place}</source>
      <translation>在 {place} 中</translation>
    </message>
    <message>
      <source>Labels of the products that are listed</source>
      <translation>所列商品的标签</translation>
    </message>
    <message>
      <source>Labels…</source>
      <translation>标签…</translation>
    </message>
    <message>
      <source>Looked up most, lies farthest</source>
      <translation>查找最多且放得最远</translation>
    </message>
    <message>
      <source>Lookups of 30 days</source>
      <translation>30 天内的查找</translation>
    </message>
    <message>
      <source>Lookups of 7 days</source>
      <translation>7 天内的查找</translation>
    </message>
    <message>
      <source>Lookups of 90 days</source>
      <translation>90 天内的查找</translation>
    </message>
    <message>
      <source>No swap would save steps: things that are looked up often lie near, or nothing was looked up in this time.</source>
      <translation>没有可节省路程的互换：常查找的物品放得很近，或这段时间内没有查找。</translation>
    </message>
    <message>
      <source>Not yet</source>
      <translation>还没有</translation>
    </message>
    <message>
      <source>Place that people come from</source>
      <translation>人们出发的位置</translation>
    </message>
    <message>
      <source>Places</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Products, with place and way</source>
      <translation>商品及其位置和路程</translation>
    </message>
    <message>
      <source>Should change places</source>
      <translation>应互换位置</translation>
    </message>
    <message>
      <source>Show the farthest</source>
      <translation>显示最远的</translation>
    </message>
    <message>
      <source>Start: the first place</source>
      <translation>起点：第一个位置</translation>
    </message>
    <message>
      <source>Stops are counted in the order of the places, from {start} on. With a place: {n}; without: {placeless}; lookups: {lookups}.</source>
      <translation>站数按位置顺序从 {start} 起计算。有位置：{n}；无位置：{placeless}；查找：{lookups}。</translation>
    </message>
    <message>
      <source>Suggestions for swaps</source>
      <translation>互换建议</translation>
    </message>
    <message>
      <source>Swap the places?</source>
      <translation>互换位置？</translation>
    </message>
    <message>
      <source>Swap within an area only</source>
      <translation>仅在同一区域内互换</translation>
    </message>
    <message>
      <source>Swapped…</source>
      <translation>已互换…</translation>
    </message>
    <message>
      <source>The catalogue writes the new places down. Sizes are for you to check.</source>
      <translation>目录会记下新的位置。尺寸是否合适请您自行检查。</translation>
    </message>
    <message>
      <source>What is looked up most and lies farthest</source>
      <translation>查找最多且放得最远的商品</translation>
    </message>
    <message>
      <source>Which lookups count</source>
      <translation>计入哪些查找</translation>
    </message>
    <message>
      <source>Write down that they changed places</source>
      <translation>记下它们已互换位置</translation>
    </message>
    <message>
      <source>Yes, write it down</source>
      <translation>是，记下来</translation>
    </message>
  </context>
  <context>
    <name>PricesPage</name>
    <message>
      <source>All alerts</source>
      <translation>所有提醒</translation>
    </message>
    <message>
      <source>Another product…</source>
      <translation>其他商品…</translation>
    </message>
    <message>
      <source>Changes beyond your limits. Import price lists as they come; old ones, too.</source>
      <translation>超出限度的变动。价目表随到随导入，旧的也可以。</translation>
    </message>
    <message>
      <source>Choose an alert or a product to see its prices.</source>
      <translation>选择一条提醒或一种商品来查看价格。</translation>
    </message>
    <message>
      <source>Import prices…</source>
      <translation>导入价格…</translation>
    </message>
    <message>
      <source>Limits…</source>
      <translation>限度…</translation>
    </message>
    <message>
      <source>Line {n}:</source>
      <translation>第 {n} 行：</translation>
    </message>
    <message>
      <source>No alert</source>
      <translation>没有提醒</translation>
    </message>
    <message>
      <source>No price is known.</source>
      <translation>没有已知价格。</translation>
    </message>
    <message>
      <source>Not done yet</source>
      <translation>未处理</translation>
    </message>
    <message>
      <source>Price alerts, newest first</source>
      <translation>价格提醒，最新在前</translation>
    </message>
    <message>
      <source>Price list: columns sku or barcode, price, currency, date</source>
      <translation>价目表：列 sku 或 barcode、price、currency、date</translation>
    </message>
    <message>
      <source>Price over time</source>
      <translation>价格历史</translation>
    </message>
    <message>
      <source>Prices</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>Prices that change beyond your limits appear here by themselves.</source>
      <translation>超出限度的价格变动会自动出现在这里。</translation>
    </message>
    <message>
      <source>Read: {prices} changed, {unchanged} unchanged, {history} older added, {rejected} left out. New alerts: {alerts}.</source>
      <translation>已读取：{prices}变动，{unchanged} 个未变，补充 {history} 个旧价格，{rejected} 个被略过。新提醒：{alerts}。</translation>
    </message>
    <message>
      <source>Tables (*.csv *.tsv *.txt *.xlsx)</source>
      <translation>表格 (*.csv *.tsv *.txt *.xlsx)</translation>
    </message>
    <message>
      <source>Which alerts</source>
      <translation>哪些提醒</translation>
    </message>
    <message>
      <source>price</source>
      <translation>价格</translation>
    </message>
  </context>
  <context>
    <name>ProductChooser</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Choose the product</source>
      <translation>选择商品</translation>
    </message>
    <message>
      <source>Find a product of the catalogue</source>
      <translation>在目录中查找商品</translation>
    </message>
    <message>
      <source>It is a new product…</source>
      <translation>是新商品…</translation>
    </message>
    <message>
      <source>It is this one</source>
      <translation>是这一件</translation>
    </message>
    <message>
      <source>Name, SKU, barcode number or words</source>
      <translation>名称、SKU、条码号或词语</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>The photo becomes a reference of the product that you choose.</source>
      <translation>照片将成为您所选商品的参考照片。</translation>
    </message>
    <message>
      <source>Which product has this code?</source>
      <translation>哪件商品有此条码？</translation>
    </message>
    <message>
      <source>Which product is it?</source>
      <translation>这是哪件商品？</translation>
    </message>
    <message>
      <source>{code} becomes a further code of the product that you choose.</source>
      <translation>{code} 将成为所选商品的又一个条码。</translation>
    </message>
  </context>
  <context>
    <name>ProductColumns</name>
    <message>
      <source>Barcode number</source>
      <translation>条码号</translation>
    </message>
    <message>
      <source>Brand</source>
      <translation>品牌</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>修改时间</translation>
    </message>
    <message>
      <source>Changed by</source>
      <translation>修改人</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>货币</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>说明</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>SKU</source>
      <translation>SKU</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
  </context>
  <context>
    <name>ProductEditor</name>
    <message>
      <source>A further attribute</source>
      <translation>其他属性</translation>
    </message>
    <message>
      <source>Add photos</source>
      <translation>添加照片</translation>
    </message>
    <message>
      <source>Add photos…</source>
      <translation>添加照片…</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Drop photos into the row, drag them into order. Photos are saved at once.</source>
      <translation>将照片拖入此行，拖动可排序。照片会立即保存。</translation>
    </message>
    <message>
      <source>It can be found as soon as it is saved.</source>
      <translation>保存后即可被找到。</translation>
    </message>
    <message>
      <source>It is withdrawn: kept, but found no more.</source>
      <translation>已停用：保留但不再被找到。</translation>
    </message>
    <message>
      <source>Move the photo to the left</source>
      <translation>将照片左移</translation>
    </message>
    <message>
      <source>Move the photo to the right</source>
      <translation>将照片右移</translation>
    </message>
    <message>
      <source>Name of a further attribute</source>
      <translation>其他属性的名称</translation>
    </message>
    <message>
      <source>Name: colour</source>
      <translation>名称，例如颜色</translation>
    </message>
    <message>
      <source>New product</source>
      <translation>新商品</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Photos ({list})</source>
      <translation>照片 ({list})</translation>
    </message>
    <message>
      <source>Photos: {photos}. Changed {moment} by {person}.</source>
      <translation>照片：{photos}。由 {person} 于 {moment} 修改。</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>Save the product</source>
      <translation>保存商品</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>移出</translation>
    </message>
    <message>
      <source>Take the photo out of the product</source>
      <translation>将照片移出商品</translation>
    </message>
    <message>
      <source>Text of the further attribute</source>
      <translation>其他属性的内容</translation>
    </message>
    <message>
      <source>To the left</source>
      <translation>左移</translation>
    </message>
    <message>
      <source>To the right</source>
      <translation>右移</translation>
    </message>
    <message>
      <source>What it is</source>
      <translation>内容</translation>
    </message>
  </context>
  <context>
    <name>ProductFields</name>
    <message>
      <source>Brand</source>
      <translation>品牌</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Codes, separated by ;</source>
      <translation>编码，用 ; 分隔</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>货币</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>说明</translation>
    </message>
    <message>
      <source>Name (needed)</source>
      <translation>名称（必填）</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>SKU (needed)</source>
      <translation>SKU（必填）</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
  </context>
  <context>
    <name>ProductForm</name>
    <message>
      <source>Barcode number</source>
      <translation>条码号</translation>
    </message>
    <message>
      <source>Brand</source>
      <translation>品牌</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>货币</translation>
    </message>
    <message>
      <source>It has no photo yet; it is found by its words and codes.</source>
      <translation>它还没有照片；可通过文字和条码找到它。</translation>
    </message>
    <message>
      <source>Name (needed)</source>
      <translation>名称（必填）</translation>
    </message>
    <message>
      <source>New product</source>
      <translation>新商品</translation>
    </message>
    <message>
      <source>Photo {n}</source>
      <translation>照片 {n}</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>SKU (needed)</source>
      <translation>SKU（必填）</translation>
    </message>
    <message>
      <source>Save the product</source>
      <translation>保存商品</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>The photos of your question become its first photos.</source>
      <translation>您提问用的照片将成为它的首批照片。</translation>
    </message>
  </context>
  <context>
    <name>ProductPhotos</name>
    <message>
      <source>Drop photos here. Alt+arrow moves a photo, Delete takes it out.</source>
      <translation>将照片拖到这里。Alt+方向键移动照片，Delete 移出。</translation>
    </message>
    <message>
      <source>Photo {n} of {total}</source>
      <translation>第 {n} 张照片，共 {total} 张</translation>
    </message>
    <message>
      <source>Photos; the first one stands for the product</source>
      <translation>照片；第一张代表该商品</translation>
    </message>
  </context>
  <context>
    <name>ProductsExport</name>
    <message>
      <source>Everything with photos (*.zip);;Workbook (*.xlsx);;Text table (*.csv)</source>
      <translation>全部含照片 (*.zip);;工作簿 (*.xlsx);;文本表格 (*.csv)</translation>
    </message>
    <message>
      <source>Export all products</source>
      <translation>导出所有商品</translation>
    </message>
    <message>
      <source>Export finished: {products} and {photos} in {name}.</source>
      <translation>导出完成：{name} 中有 {products}和 {photos}。</translation>
    </message>
    <message>
      <source>The export was stopped; nothing was written.</source>
      <translation>导出已停止；没有写入任何内容。</translation>
    </message>
  </context>
  <context>
    <name>ProductsModel</name>
    <message>
      <source>{column}: nothing</source>
      <translation>{column}：无</translation>
    </message>
    <message>
      <source>{words}, withdrawn</source>
      <translation>{words}，已停用</translation>
    </message>
  </context>
  <context>
    <name>ProductsPage</name>
    <message>
      <source>No product to show</source>
      <translation>没有可显示的商品</translation>
    </message>
    <message>
      <source>Other words or filters may show more; an import brings a whole catalogue.</source>
      <translation>更换关键词或筛选条件可能会显示更多；导入可带来整个目录。</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>Progress of the change</source>
      <translation>更改进度</translation>
    </message>
    <message>
      <source>Saved: {step}</source>
      <translation>已保存：{step}</translation>
    </message>
    <message>
      <source>Search the products</source>
      <translation>搜索商品</translation>
    </message>
    <message>
      <source>Search: words, SKU or code</source>
      <translation>搜索：文字、SKU 或编码</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Stop; what was saved stays</source>
      <translation>停止；已保存的内容保留</translation>
    </message>
    <message>
      <source>Type into a cell with F2 or a double click; Enter opens the whole product.</source>
      <translation>按 F2 或双击可在单元格中输入；按 Enter 打开整个商品。</translation>
    </message>
    <message>
      <source>Which products are shown</source>
      <translation>显示哪些商品</translation>
    </message>
  </context>
  <context>
    <name>ProductsTable</name>
    <message>
      <source>Sort by {column}</source>
      <translation>按{column}排序</translation>
    </message>
  </context>
  <context>
    <name>ProductsTools</name>
    <message>
      <source>Change all chosen products</source>
      <translation>更改所有选中的商品</translation>
    </message>
    <message>
      <source>Change…</source>
      <translation>更改…</translation>
    </message>
    <message>
      <source>Choose the columns</source>
      <translation>选择列</translation>
    </message>
    <message>
      <source>Columns…</source>
      <translation>列…</translation>
    </message>
    <message>
      <source>Do again: {step}</source>
      <translation>重做：{step}</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>Labels of the chosen products, as PDF or printed</source>
      <translation>所选商品的标签，可存为 PDF 或打印</translation>
    </message>
    <message>
      <source>Labels…</source>
      <translation>标签…</translation>
    </message>
    <message>
      <source>Let the chosen products be found again</source>
      <translation>让选中的商品重新可被找到</translation>
    </message>
    <message>
      <source>Make one product of the chosen ones</source>
      <translation>将选中的商品合并为一个</translation>
    </message>
    <message>
      <source>Merge…</source>
      <translation>合并…</translation>
    </message>
    <message>
      <source>New product</source>
      <translation>新商品</translation>
    </message>
    <message>
      <source>New…</source>
      <translation>新建…</translation>
    </message>
    <message>
      <source>Nothing to do again</source>
      <translation>没有可重做的步骤</translation>
    </message>
    <message>
      <source>Nothing to take back</source>
      <translation>没有可撤销的步骤</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open the product</source>
      <translation>打开商品</translation>
    </message>
    <message>
      <source>Products: {n}</source>
      <translation>商品：{n}</translation>
    </message>
    <message>
      <source>Products: {n}, chosen: {chosen}</source>
      <translation>商品：{n}，已选：{chosen}</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>重做</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>Take back: {step}</source>
      <translation>撤销：{step}</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>Withdraw</source>
      <translation>停用</translation>
    </message>
    <message>
      <source>Withdraw the chosen products: they are kept, but found no more</source>
      <translation>停用选中的商品：保留但不再被找到</translation>
    </message>
    <message>
      <source>Write all products to a file</source>
      <translation>将所有商品写入文件</translation>
    </message>
  </context>
  <context>
    <name>ProductsWords</name>
    <message>
      <source>All that can be found</source>
      <translation>所有可找到的</translation>
    </message>
    <message>
      <source>All, withdrawn ones too</source>
      <translation>全部，包括已停用的</translation>
    </message>
    <message>
      <source>Possible duplicates</source>
      <translation>可能重复</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>已停用</translation>
    </message>
    <message>
      <source>Without a code</source>
      <translation>没有编码</translation>
    </message>
    <message>
      <source>Without a photo</source>
      <translation>没有照片</translation>
    </message>
    <message>
      <source>Without a place</source>
      <translation>没有位置</translation>
    </message>
    <message>
      <source>Without a price</source>
      <translation>没有价格</translation>
    </message>
    <message>
      <source>photos of “{name}”</source>
      <translation>“{name}”的照片</translation>
    </message>
    <message>
      <source>place of “{name}” swapped</source>
      <translation>互换“{name}”的位置</translation>
    </message>
    <message>
      <source>{n} products changed</source>
      <translation>已更改 {n} 个商品</translation>
    </message>
    <message>
      <source>{n} products restored</source>
      <translation>已恢复 {n} 个商品</translation>
    </message>
    <message>
      <source>{n} products withdrawn</source>
      <translation>已停用 {n} 个商品</translation>
    </message>
    <message>
      <source>“{name}” added</source>
      <translation>已添加“{name}”</translation>
    </message>
    <message>
      <source>“{name}” changed</source>
      <translation>已更改“{name}”</translation>
    </message>
    <message>
      <source>“{name}” merged</source>
      <translation>已合并“{name}”</translation>
    </message>
    <message>
      <source>“{name}” restored</source>
      <translation>已恢复“{name}”</translation>
    </message>
    <message>
      <source>“{name}” withdrawn</source>
      <translation>已停用“{name}”</translation>
    </message>
  </context>
  <context>
    <name>QualityCertainty</name>
    <message>
      <source>Confirming and correcting answers shows how often they are right at this catalogue. From that the program can learn how sure it may say it is. It is kept only if it is better on products it was not learned from.</source>
      <translation>确认和更正答案能显示它们在本目录中有多常正确。程序可以由此学习应当表示多大的把握。只有在未参与学习的商品上更好时才采用。</translation>
    </message>
    <message>
      <source>How sure answers are here</source>
      <translation>本目录答案的可信程度</translation>
    </message>
    <message>
      <source>Learn from decided lookups</source>
      <translation>从已判定的查询学习</translation>
    </message>
    <message>
      <source>Learned at this catalogue by {person}, {when}.</source>
      <translation>由 {person} 在本目录学习，{when}。</translation>
    </message>
    <message>
      <source>Learning from what was decided…</source>
      <translation>正在从已判定的结果学习…</translation>
    </message>
    <message>
      <source>The model's own rules say how sure an answer is.</source>
      <translation>答案的可信程度由模型自带的规则决定。</translation>
    </message>
    <message>
      <source>Use the model's rules</source>
      <translation>使用模型自带的规则</translation>
    </message>
  </context>
  <context>
    <name>QualityFigures</name>
    <message>
      <source>Asked as though not in the catalogue: {asked} of {photos}, in {time}.</source>
      <translation>按不在目录中的方式查询：{photos}中的 {asked} 张，用时 {time}。</translation>
    </message>
    <message>
      <source>Confirmed lookups, right first</source>
      <translation>已确认查询，首位正确</translation>
    </message>
    <message>
      <source>Could not be tested: {single} with one photo, {without} with none.</source>
      <translation>无法测试：{single}只有一张照片，{without} 个没有照片。</translation>
    </message>
    <message>
      <source>Figures by category, worst first</source>
      <translation>按类别的数值，最差在前</translation>
    </message>
    <message>
      <source>Matches that are right</source>
      <translation>匹配正确率</translation>
    </message>
    <message>
      <source>Of {photos} that people taught, right first: {share}.</source>
      <translation>在人工教入的{photos}中，首位正确：{share}。</translation>
    </message>
    <message>
      <source>Right among five</source>
      <translation>前五位正确</translation>
    </message>
    <message>
      <source>Right first</source>
      <translation>首位正确</translation>
    </message>
    <message>
      <source>Strangers called a match</source>
      <translation>陌生物品被判为匹配</translation>
    </message>
    <message>
      <source>With a twin in the same product: {photos}. That flatters the figures.</source>
      <translation>在同一商品中有几乎相同照片的：{photos}，会使数值偏高。</translation>
    </message>
    <message>
      <source>between {low} and {high}</source>
      <translation>介于 {low} 与 {high}</translation>
    </message>
    <message>
      <source>products taken out and asked for</source>
      <translation>移出目录后查询的商品</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first}{second}</translation>
    </message>
    <message>
      <source>{lookups} that people decided</source>
      <translation>经人判定的查询：{lookups}</translation>
    </message>
    <message>
      <source>{wrong} wrong of {matches}</source>
      <translation>{matches} 次中 {wrong} 次错误</translation>
    </message>
  </context>
  <context>
    <name>QualityFit</name>
    <message>
      <source>Each photo was asked as a customer's photo would be: of a few photos taken at another time. These questions are harder than those of the tab “Figures”, so the figures differ.</source>
      <translation>每张照片都像顾客的照片一样提问：只与其他时间拍摄的少量照片比较。这些问题比“数据”选项卡中的更难，因此数字不同。</translation>
    </message>
    <message>
      <source>Fit to this catalogue</source>
      <translation>适应此目录</translation>
    </message>
    <message>
      <source>How sure answers are was learned for what holds now. After another fit the model pack decides that again, until it is learned anew (tab “Certainty”).</source>
      <translation>可信程度是按当前状态学到的。换用另一次适应后，将重新由模型包决定，直到再次学习（“可信程度”标签页）。</translation>
    </message>
    <message>
      <source>Lookups are plain: no fit is in use.</source>
      <translation>查询为原样：未使用适应。</translation>
    </message>
    <message>
      <source>Lookups use the fit of {when}, kept by {person}.</source>
      <translation>查询使用 {when} 由 {person} 保留的适应。</translation>
    </message>
    <message>
      <source>Lookups use the fit of {when}.</source>
      <translation>查询使用 {when} 的适应。</translation>
    </message>
    <message>
      <source>Photos of one product differ by light, side and background. From your own photos Shelfsight learns which differences do not count. No photo is read again, and the fit is kept only if a trial on your photos says that it clearly helps.</source>
      <translation>同一商品的照片因光线、角度和背景而不同。Shelfsight 从您自己的照片中学习哪些差异无关紧要。不会重新读取任何照片；只有当用您的照片试验表明明显有帮助时，才会保留适应。</translation>
    </message>
    <message>
      <source>Progress of the trial</source>
      <translation>试验进度</translation>
    </message>
    <message>
      <source>Reading the photos' embeddings</source>
      <translation>正在读取照片的嵌入向量</translation>
    </message>
    <message>
      <source>Right among five</source>
      <translation>前五名中正确</translation>
    </message>
    <message>
      <source>Right first</source>
      <translation>第一名正确</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <source>Take it back</source>
      <translation>撤销</translation>
    </message>
    <message>
      <source>The trial was stopped; nothing was changed.</source>
      <translation>试验已停止；未作任何更改。</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>再试一次</translation>
    </message>
    <message>
      <source>Try and keep if it helps</source>
      <translation>试验，有帮助则保留</translation>
    </message>
    <message>
      <source>Trying the fit: {done} of {total} steps</source>
      <translation>正在试验适应：第 {done} 步，共 {total} 步</translation>
    </message>
    <message>
      <source>without the fit → with it</source>
      <translation>无适应 → 有适应</translation>
    </message>
  </context>
  <context>
    <name>QualityHistory</name>
    <message>
      <source>Called a match</source>
      <translation>判为匹配</translation>
    </message>
    <message>
      <source>Figures over time</source>
      <translation>随时间变化的数值</translation>
    </message>
    <message>
      <source>Measurement, newest at the right</source>
      <translation>各次衡量，最新在右</translation>
    </message>
    <message>
      <source>Measurements, newest first</source>
      <translation>各次衡量，最新在前</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>精确率</translation>
    </message>
    <message>
      <source>Right first</source>
      <translation>首位正确</translation>
    </message>
    <message>
      <source>Share of photos</source>
      <translation>照片占比</translation>
    </message>
    <message>
      <source>Strangers called a match</source>
      <translation>陌生物品被判为匹配</translation>
    </message>
  </context>
  <context>
    <name>QualityPage</name>
    <message>
      <source>Certainty</source>
      <translation>可信程度</translation>
    </message>
    <message>
      <source>Every photo is asked for; this takes seconds.</source>
      <translation>正在逐张查询照片，需要几秒钟。</translation>
    </message>
    <message>
      <source>Figures</source>
      <translation>数值</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>适应</translation>
    </message>
    <message>
      <source>How good this catalogue answers, measured on its own photos, each left out once.</source>
      <translation>用目录自己的照片逐张留出，衡量本目录回答得有多好。</translation>
    </message>
    <message>
      <source>Import products with two photos or more; the page then says how good the answers are.</source>
      <translation>请导入有两张及以上照片的商品；此页随后会显示回答得有多好。</translation>
    </message>
    <message>
      <source>Look-alikes</source>
      <translation>相似商品</translation>
    </message>
    <message>
      <source>Measure again</source>
      <translation>重新衡量</translation>
    </message>
    <message>
      <source>Measuring</source>
      <translation>正在衡量</translation>
    </message>
    <message>
      <source>Nothing to measure yet</source>
      <translation>尚无可衡量的内容</translation>
    </message>
    <message>
      <source>Over time</source>
      <translation>随时间</translation>
    </message>
    <message>
      <source>Parts of the quality page</source>
      <translation>质量页面的各部分</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Progress of the measurement</source>
      <translation>衡量进度</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>质量</translation>
    </message>
    <message>
      <source>Save the plot…</source>
      <translation>保存图表…</translation>
    </message>
    <message>
      <source>Threshold</source>
      <translation>阈值</translation>
    </message>
  </context>
  <context>
    <name>QualityPairs</name>
    <message>
      <source>Compare the two…</source>
      <translation>比较两者…</translation>
    </message>
    <message>
      <source>Look-alikes, most often confused first</source>
      <translation>相似商品，最常混淆的在前</translation>
    </message>
    <message>
      <source>No look-alikes</source>
      <translation>没有相似商品</translation>
    </message>
    <message>
      <source>No photo</source>
      <translation>没有照片</translation>
    </message>
    <message>
      <source>No photo is nearer to another product than to its own, or nearly so.</source>
      <translation>没有照片更接近或几乎更接近其他商品。</translation>
    </message>
    <message>
      <source>Taken for the other product: {wrong} of {photos} of the two. The least lead of the right one is {margin}; below 0 the other one is nearer. A photo of what tells them apart, or their codes, helps.</source>
      <translation>被认成另一商品：两者的{photos}中的 {wrong} 张。正确商品的最小领先为 {margin}；低于 0 表示另一商品更近。补充能区分两者的照片或它们的编码会有帮助。</translation>
    </message>
  </context>
  <context>
    <name>QualityPhotos</name>
    <message>
      <source>All photos are fine</source>
      <translation>所有照片都合格</translation>
    </message>
    <message>
      <source>Each photo is looked at once; that takes a moment the first time.</source>
      <translation>每张照片只检查一次；首次需要一些时间。</translation>
    </message>
    <message>
      <source>Every product has two photos or more, sharp, light and large enough.</source>
      <translation>每个商品都有两张以上清晰、明亮、足够大的照片。</translation>
    </message>
    <message>
      <source>Everything</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Looking at the photos</source>
      <translation>正在检查照片</translation>
    </message>
    <message>
      <source>Photos that deserve a look</source>
      <translation>值得检查的照片</translation>
    </message>
    <message>
      <source>Show the product</source>
      <translation>显示商品</translation>
    </message>
    <message>
      <source>Which problems</source>
      <translation>哪些问题</translation>
    </message>
    <message>
      <source>{notes} on {products}</source>
      <translation>{products}，共 {notes}</translation>
    </message>
  </context>
  <context>
    <name>QualityThreshold</name>
    <message>
      <source>At {threshold}:</source>
      <translation>在 {threshold}：</translation>
    </message>
    <message>
      <source>Decide by the model's own threshold again: {value}</source>
      <translation>重新按模型自带的阈值判定：{value}</translation>
    </message>
    <message>
      <source>Drag the line, or move it with the arrow keys (with Shift in small steps). A saved threshold holds for this catalogue and this model, at once. Look-alikes are never a match, whatever the threshold. The photos of {products} decide here; other photos, of another day, find less.</source>
      <translation>拖动竖线，或用方向键移动（按住 Shift 小步移动）。保存的阈值对本目录和此模型立即生效。无论阈值如何，相似商品都不会判为匹配。此处依据{products}的照片；改日拍摄的其他照片效果会差一些。</translation>
    </message>
    <message>
      <source>Find its threshold</source>
      <translation>查找对应阈值</translation>
    </message>
    <message>
      <source>Of strangers {share} would be called a match.</source>
      <translation>陌生物品中 {share} 会被判为匹配。</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>精确率</translation>
    </message>
    <message>
      <source>Precision and recall by threshold</source>
      <translation>各阈值下的精确率和召回率</translation>
    </message>
    <message>
      <source>Precision over recall</source>
      <translation>精确率与召回率</translation>
    </message>
    <message>
      <source>Precision: right ones of all matches</source>
      <translation>精确率：全部匹配中正确的</translation>
    </message>
    <message>
      <source>Recall</source>
      <translation>召回率</translation>
    </message>
    <message>
      <source>Recall: right matches of all photos</source>
      <translation>召回率：正确匹配占全部照片</translation>
    </message>
    <message>
      <source>Share of photos</source>
      <translation>照片占比</translation>
    </message>
    <message>
      <source>Strangers called a match</source>
      <translation>陌生物品被判为匹配</translation>
    </message>
    <message>
      <source>This model pack was never calibrated: it has no threshold to move.</source>
      <translation>此模型包从未校准：没有可移动的阈值。</translation>
    </message>
    <message>
      <source>Threshold: least probability of a match</source>
      <translation>阈值：判为匹配的最低概率</translation>
    </message>
    <message>
      <source>Use the model's threshold</source>
      <translation>使用模型的阈值</translation>
    </message>
    <message>
      <source>Use this threshold</source>
      <translation>使用此阈值</translation>
    </message>
    <message>
      <source>Wanted precision</source>
      <translation>期望的精确率</translation>
    </message>
  </context>
  <context>
    <name>QueryPanel</name>
    <message>
      <source>Add words to narrow it down: size, colour, brand</source>
      <translation>输入文字缩小范围：尺寸、颜色、品牌</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>摄像头</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>清空</translation>
    </message>
    <message>
      <source>Drop a photo, or type a name, a code or a few words</source>
      <translation>拖入照片，或输入名称、编码或几个词</translation>
    </message>
    <message>
      <source>Filters</source>
      <translation>筛选</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>查找</translation>
    </message>
    <message>
      <source>Looking</source>
      <translation>正在查找</translation>
    </message>
    <message>
      <source>Name, code or words</source>
      <translation>名称、编码或文字</translation>
    </message>
    <message>
      <source>Open photos</source>
      <translation>打开照片</translation>
    </message>
    <message>
      <source>Paste a picture, file or text</source>
      <translation>粘贴图片、文件或文字</translation>
    </message>
    <message>
      <source>Read label</source>
      <translation>读取文字</translation>
    </message>
    <message>
      <source>Read the words that are printed on the item</source>
      <translation>读取物品上印的文字</translation>
    </message>
    <message>
      <source>Undo the last change of the photos</source>
      <translation>撤销对照片的上一次更改</translation>
    </message>
  </context>
  <context>
    <name>QueryPhotos</name>
    <message>
      <source>Add another photo of the same item</source>
      <translation>添加同一物品的另一张照片</translation>
    </message>
    <message>
      <source>Edit {name}</source>
      <translation>编辑 {name}</translation>
    </message>
    <message>
      <source>Remove {name}</source>
      <translation>移除 {name}</translation>
    </message>
  </context>
  <context>
    <name>ReadLabelLine</name>
    <message>
      <source>No print was found on the photo.</source>
      <translation>照片上没有发现文字。</translation>
    </message>
    <message>
      <source>On the label: {words}</source>
      <translation>物品上的文字：{words}</translation>
    </message>
    <message>
      <source>Read, but no product holds any of it: {words}</source>
      <translation>已读取，但没有商品包含其中任何词语：{words}</translation>
    </message>
    <message>
      <source>Reading the label…</source>
      <translation>正在读取文字……</translation>
    </message>
    <message>
      <source>Reading the label… Esc stops it.</source>
      <translation>正在读取文字…… 按 Esc 停止。</translation>
    </message>
    <message>
      <source>Use these words</source>
      <translation>使用这些词语</translation>
    </message>
  </context>
  <context>
    <name>ReadLabelSettings</name>
    <message>
      <source>Read them unasked where a photo leaves it open</source>
      <translation>照片无法确定时自动读取</translation>
    </message>
    <message>
      <source>The words are only offered; {key} takes them, and reads at any time.</source>
      <translation>只会建议这些词语；按 {key} 采用，也可随时按它读取。</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first}{second}</translation>
    </message>
  </context>
  <context>
    <name>RecommendDialog</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>比较</translation>
    </message>
    <message>
      <source>Compare {n} products</source>
      <translation>比较 {n} 个商品</translation>
    </message>
    <message>
      <source>Everything similar is in stock.</source>
      <translation>相似商品均有库存。</translation>
    </message>
    <message>
      <source>Goes with it</source>
      <translation>与它搭配</translation>
    </message>
    <message>
      <source>Instead of it, in stock</source>
      <translation>可替代且有库存</translation>
    </message>
    <message>
      <source>Looks like it</source>
      <translation>与它相似</translation>
    </message>
    <message>
      <source>Nothing in stock looks like it, or it has no photo to compare.</source>
      <translation>没有相似且有库存的商品，或它没有可比较的照片。</translation>
    </message>
    <message>
      <source>Often looked up together</source>
      <translation>常一起查询</translation>
    </message>
    <message>
      <source>Similar, but not in stock</source>
      <translation>相似但无库存</translation>
    </message>
    <message>
      <source>Substitutes and what goes with it</source>
      <translation>替代品和搭配商品</translation>
    </message>
    <message>
      <source>Tick up to three products to compare them with this one side by side.</source>
      <translation>最多勾选三个商品，与此商品并排比较。</translation>
    </message>
    <message>
      <source>{share} alike</source>
      <translation>相似 {share}</translation>
    </message>
  </context>
  <context>
    <name>RecommendRow</name>
    <message>
      <source>Compare: {product}</source>
      <translation>比较：{product}</translation>
    </message>
    <message>
      <source>Look up: {product}</source>
      <translation>查询：{product}</translation>
    </message>
  </context>
  <context>
    <name>RejectedModel</name>
    <message>
      <source>Line</source>
      <translation>行</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>SKU</source>
      <translation>SKU</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>处理方法</translation>
    </message>
  </context>
  <context>
    <name>RepairDialog</name>
    <message>
      <source>Backups, newest first</source>
      <translation>备份，最新的在前</translation>
    </message>
    <message>
      <source>Build the index anew</source>
      <translation>重建索引</translation>
    </message>
    <message>
      <source>Deleting the index…</source>
      <translation>正在删除索引…</translation>
    </message>
    <message>
      <source>Every row that can be proved, and from the newest backup what cannot.</source>
      <translation>保留所有能验证的条目，其余的取自最新的备份。</translation>
    </message>
    <message>
      <source>Open without saving</source>
      <translation>只读打开</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>Repair the catalogue</source>
      <translation>修复目录</translation>
    </message>
    <message>
      <source>Restore the catalogue</source>
      <translation>恢复目录</translation>
    </message>
    <message>
      <source>Restore this backup</source>
      <translation>恢复此备份</translation>
    </message>
    <message>
      <source>Restoring the backup…</source>
      <translation>正在恢复备份…</translation>
    </message>
    <message>
      <source>Save what can be read</source>
      <translation>抢救可读的内容</translation>
    </message>
    <message>
      <source>Saving what can be read…</source>
      <translation>正在抢救可读的内容…</translation>
    </message>
    <message>
      <source>The window opens again by itself.</source>
      <translation>窗口会自动重新打开。</translation>
    </message>
    <message>
      <source>There is no backup.</source>
      <translation>没有备份。</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>重试</translation>
    </message>
    <message>
      <source>What is there now is kept beside it.</source>
      <translation>现有的内容会另外保留。</translation>
    </message>
  </context>
  <context>
    <name>ResultsBar</name>
    <message>
      <source>1 result</source>
      <translation>1 个结果</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>返回</translation>
    </message>
    <message>
      <source>Back to the results before</source>
      <translation>返回之前的结果</translation>
    </message>
    <message>
      <source>Best first</source>
      <translation>最佳优先</translation>
    </message>
    <message>
      <source>By name</source>
      <translation>按名称</translation>
    </message>
    <message>
      <source>By place</source>
      <translation>按位置</translation>
    </message>
    <message>
      <source>Cheapest first</source>
      <translation>最便宜优先</translation>
    </message>
    <message>
      <source>In stock first</source>
      <translation>有货优先</translation>
    </message>
    <message>
      <source>Most in stock first</source>
      <translation>库存最多优先</translation>
    </message>
    <message>
      <source>Order of the results</source>
      <translation>结果排序</translation>
    </message>
    <message>
      <source>Show as a list</source>
      <translation>显示为列表</translation>
    </message>
    <message>
      <source>Show as tiles</source>
      <translation>显示为图块</translation>
    </message>
    <message>
      <source>Similar to “{name}”</source>
      <translation>与“{name}”相似</translation>
    </message>
    <message>
      <source>What looks like the chosen product</source>
      <translation>与所选商品相似的商品</translation>
    </message>
    <message>
      <source>{n} results</source>
      <translation>{n} 个结果</translation>
    </message>
  </context>
  <context>
    <name>ReviewPanel</name>
    <message>
      <source>A photo becomes a reference of the product that you choose</source>
      <translation>照片将成为您所选商品的参考照片</translation>
    </message>
    <message>
      <source>Another product…</source>
      <translation>其他商品…</translation>
    </message>
    <message>
      <source>Learn from the photos</source>
      <translation>从照片中学习</translation>
    </message>
    <message>
      <source>New product…</source>
      <translation>新商品…</translation>
    </message>
    <message>
      <source>No photo</source>
      <translation>没有照片</translation>
    </message>
    <message>
      <source>Not in the catalogue</source>
      <translation>不在目录中</translation>
    </message>
    <message>
      <source>Nothing of the catalogue was proposed for this row.</source>
      <translation>没有为此行推荐目录中的商品。</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>正在读取…</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>跳过</translation>
    </message>
    <message>
      <source>Still to review: {n}</source>
      <translation>待复核：{n}</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>撤回</translation>
    </message>
    <message>
      <source>The first one</source>
      <translation>第一个</translation>
    </message>
    <message>
      <source>The photo cannot be shown</source>
      <translation>无法显示照片</translation>
    </message>
    <message>
      <source>{name} by {person}</source>
      <translation>{name}，{person}</translation>
    </message>
  </context>
  <context>
    <name>RuleDialog</name>
    <message>
      <source>Days between two orders</source>
      <translation>两次订货间隔天数</translation>
    </message>
    <message>
      <source>Days from order to shelf</source>
      <translation>从下单到上架天数</translation>
    </message>
    <message>
      <source>Empty fields take what holds for the category or for all products.</source>
      <translation>空白处采用类别或所有商品的设置。</translation>
    </message>
    <message>
      <source>Enough in … % of cases</source>
      <translation>在 … % 的情况下够用</translation>
    </message>
    <message>
      <source>Minimum stock</source>
      <translation>最低库存</translation>
    </message>
    <message>
      <source>Pieces in a pack</source>
      <translation>每包件数</translation>
    </message>
    <message>
      <source>Rules for ordering</source>
      <translation>订货规则</translation>
    </message>
    <message>
      <source>What the rules are for</source>
      <translation>规则适用于</translation>
    </message>
  </context>
  <context>
    <name>RunsModel</name>
    <message>
      <source>Among five</source>
      <translation>前五位</translation>
    </message>
    <message>
      <source>Called a match</source>
      <translation>判为匹配</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Precision</source>
      <translation>精确率</translation>
    </message>
    <message>
      <source>Products</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>Right first</source>
      <translation>首位正确</translation>
    </message>
    <message>
      <source>Threshold</source>
      <translation>阈值</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
  </context>
  <context>
    <name>SafetyPage</name>
    <message>
      <source>A backup is made and read back every day. At least three are always kept.</source>
      <translation>每天自动备份并回读验证，始终至少保留三个。</translation>
    </message>
    <message>
      <source>Back up now</source>
      <translation>立即备份</translation>
    </message>
    <message>
      <source>Backups, newest first</source>
      <translation>备份，最新的在前</translation>
    </message>
    <message>
      <source>Check everything</source>
      <translation>全部检查</translation>
    </message>
    <message>
      <source>Checked {time}: everything is as it was written.</source>
      <translation>{time} 已检查：一切与写入时相同。</translation>
    </message>
    <message>
      <source>Checked {time}: {damaged}.</source>
      <translation>{time} 检查过：{damaged}。</translation>
    </message>
    <message>
      <source>Everything that was changed since then leaves the catalogue; the present one is kept in the folder “replaced”. The window closes and opens again.</source>
      <translation>此后的所有改动都会离开目录；现有目录保留在文件夹“replaced”中。窗口会关闭并重新打开。</translation>
    </message>
    <message>
      <source>Last backup: {time}. Backups lie in {folder}.</source>
      <translation>上次备份：{time}。备份位于 {folder}。</translation>
    </message>
    <message>
      <source>Leave it</source>
      <translation>不恢复</translation>
    </message>
    <message>
      <source>No backup yet</source>
      <translation>还没有备份</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>进度</translation>
    </message>
    <message>
      <source>Repair</source>
      <translation>修复</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>Restore the backup of {time}?</source>
      <translation>恢复 {time} 的备份？</translation>
    </message>
    <message>
      <source>Restore the backup?</source>
      <translation>恢复备份？</translation>
    </message>
    <message>
      <source>Restore the chosen backup</source>
      <translation>恢复所选的备份</translation>
    </message>
    <message>
      <source>Restore…</source>
      <translation>恢复…</translation>
    </message>
    <message>
      <source>Safety</source>
      <translation>安全</translation>
    </message>
    <message>
      <source>The catalogue was not checked since the start.</source>
      <translation>本次启动以来尚未检查目录。</translation>
    </message>
    <message>
      <source>The first one is made soon after products are there, or press “Back up now”.</source>
      <translation>有商品后很快会自动创建第一个备份，也可以按“立即备份”。</translation>
    </message>
    <message>
      <source>There is no backup yet.</source>
      <translation>还没有备份。</translation>
    </message>
  </context>
  <context>
    <name>ScannerSettings</name>
    <message>
      <source>Fast gun with a cable</source>
      <translation>有线快速扫码枪</translation>
    </message>
    <message>
      <source>Listen wherever the focus is</source>
      <translation>无论焦点在哪里都接收扫码</translation>
    </message>
    <message>
      <source>Prefix</source>
      <translation>前缀</translation>
    </message>
    <message>
      <source>Scan any code: it is shown here, not looked up.</source>
      <translation>扫描任意条码：内容显示在这里，不会进行查询。</translation>
    </message>
    <message>
      <source>Slow gun on a radio link</source>
      <translation>无线慢速扫码枪</translation>
    </message>
    <message>
      <source>Sound when a code was read</source>
      <translation>读到条码时发出提示音</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>速度</translation>
    </message>
    <message>
      <source>Suffix</source>
      <translation>后缀</translation>
    </message>
    <message>
      <source>Switched off</source>
      <translation>已关闭</translation>
    </message>
    <message>
      <source>The gun types into the field that has the focus.</source>
      <translation>扫码枪会把内容输入到当前焦点所在的输入框。</translation>
    </message>
    <message>
      <source>Try your scanner</source>
      <translation>试一试您的扫码枪</translation>
    </message>
    <message>
      <source>Usual</source>
      <translation>一般</translation>
    </message>
    <message>
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <source>with an end</source>
      <translation>有结束符</translation>
    </message>
    <message>
      <source>without an end</source>
      <translation>没有结束符</translation>
    </message>
    <message>
      <source>{count} characters, {ms} ms apart, {end}</source>
      <translation>{count} 个字符，间隔 {ms} 毫秒，{end}</translation>
    </message>
    <message>
      <source>{ms} ms</source>
      <translation>{ms} 毫秒</translation>
    </message>
  </context>
  <context>
    <name>ScopeDialog</name>
    <message>
      <source>All products</source>
      <translation>所有商品</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Category “{name}”</source>
      <translation>类别“{name}”</translation>
    </message>
    <message>
      <source>Only “{name}”</source>
      <translation>仅“{name}”</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message>
      <source>As the system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>自动</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>数据文件夹</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>Fit to the catalogue</source>
      <translation>适应目录</translation>
    </message>
    <message>
      <source>Graphics card (CUDA)</source>
      <translation>显卡（CUDA）</translation>
    </message>
    <message>
      <source>History</source>
      <translation>历史记录</translation>
    </message>
    <message>
      <source>Hospital: no pictures, no words, lookups for a week only</source>
      <translation>医院：不保留图片和文字，查询记录只保留一周</translation>
    </message>
    <message>
      <source>Keep for ever</source>
      <translation>永久保留</translation>
    </message>
    <message>
      <source>Keep for {days}</source>
      <translation>保留 {days}</translation>
    </message>
    <message>
      <source>Labels on items</source>
      <translation>物品上的文字</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>Model pack</source>
      <translation>模型包</translation>
    </message>
    <message>
      <source>Model packs…</source>
      <translation>模型包…</translation>
    </message>
    <message>
      <source>Open the folder</source>
      <translation>打开文件夹</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>处理器</translation>
    </message>
    <message>
      <source>Processor (CPU)</source>
      <translation>处理器（CPU）</translation>
    </message>
    <message>
      <source>Roles</source>
      <translation>角色</translation>
    </message>
    <message>
      <source>Scanner gun</source>
      <translation>扫码枪</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Stands beside each lookup in the history.</source>
      <translation>显示在每条查找记录旁。</translation>
    </message>
    <message>
      <source>Used from the next start. The status bar says what really runs, and why.</source>
      <translation>下次启动时生效。状态栏会显示实际运行的设备及原因。</translation>
    </message>
    <message>
      <source>What is older is deleted without a trace. Taught photos are no history.</source>
      <translation>更早的内容会被彻底删除。已教的照片不属于历史记录。</translation>
    </message>
    <message>
      <source>Your name</source>
      <translation>您的姓名</translation>
    </message>
  </context>
  <context>
    <name>ShortcutSheet</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>键盘快捷键</translation>
    </message>
  </context>
  <context>
    <name>SignInDialog</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Nobody has signed in. Clerks need not: lookups are open to all.</source>
      <translation>无人登录。店员无需登录：查找对所有人开放。</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN 码</translation>
    </message>
    <message>
      <source>People and roles…</source>
      <translation>人员与角色…</translation>
    </message>
    <message>
      <source>Sign in</source>
      <translation>登录</translation>
    </message>
    <message>
      <source>Sign out</source>
      <translation>退出登录</translation>
    </message>
    <message>
      <source>You have not signed in. Enter signs in, Esc once more drops the PIN.</source>
      <translation>尚未登录。按 Enter 登录，再按一次 Esc 则放弃所输入的 PIN 码。</translation>
    </message>
    <message>
      <source>{name} has signed in: {role}.</source>
      <translation>{name}已登录：{role}。</translation>
    </message>
  </context>
  <context>
    <name>StartPage</name>
    <message>
      <source>A CSV or XLSX table, or a folder with product photos.</source>
      <translation>CSV 或 XLSX 表格，或装有商品照片的文件夹。</translation>
    </message>
    <message>
      <source>Bring your own catalogue</source>
      <translation>使用您自己的目录</translation>
    </message>
    <message>
      <source>Choose a folder…</source>
      <translation>选择文件夹…</translation>
    </message>
    <message>
      <source>Choose a table…</source>
      <translation>选择表格…</translation>
    </message>
    <message>
      <source>Drop a photo</source>
      <translation>拖入照片</translation>
    </message>
    <message>
      <source>Everything stays on this computer</source>
      <translation>一切都留在这台电脑上</translation>
    </message>
    <message>
      <source>Load the demo</source>
      <translation>加载演示目录</translation>
    </message>
    <message>
      <source>Match, unsure or not in the catalogue, with place, stock and the reason.</source>
      <translation>匹配、不确定或不在目录中，并显示位置、库存和原因。</translation>
    </message>
    <message>
      <source>No account and no internet; your photos and your catalogue never leave it.</source>
      <translation>无需账号，无需联网；您的照片和目录绝不外传。</translation>
    </message>
    <message>
      <source>Or paste one, scan a code, or type a few words. One field takes everything.</source>
      <translation>也可以粘贴照片、扫描条码或输入几个词，一个输入框全部搞定。</translation>
    </message>
    <message>
      <source>Over a hundred made-up products with synthetic pictures, ready in a minute.</source>
      <translation>一百多种虚构商品，配合成图片，一分钟即可就绪。</translation>
    </message>
    <message>
      <source>See the product, and how sure it is</source>
      <translation>看到商品，以及有多大把握</translation>
    </message>
    <message>
      <source>Show it an item, and it finds the product in your catalogue.</source>
      <translation>给它看一件物品，它就在您的目录中找到对应商品。</translation>
    </message>
    <message>
      <source>Try it with the demo catalogue</source>
      <translation>用演示目录试一试</translation>
    </message>
    <message>
      <source>Welcome to Shelfsight</source>
      <translation>欢迎使用 Shelfsight</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message>
      <source>Analysis in all</source>
      <translation>分析总计</translation>
    </message>
    <message>
      <source>Building the index: {n} %</source>
      <translation>正在建立索引：{n} %</translation>
    </message>
    <message>
      <source>Checking codes</source>
      <translation>核对编码</translation>
    </message>
    <message>
      <source>Copies to show</source>
      <translation>生成显示用图片</translation>
    </message>
    <message>
      <source>Every reference is compared, which is fast enough for a catalogue of this size.</source>
      <translation>逐一比较所有参考图；对这种规模的目录来说足够快。</translation>
    </message>
    <message>
      <source>Exact search</source>
      <translation>精确搜索</translation>
    </message>
    <message>
      <source>Fast search over all references (HNSW).</source>
      <translation>对所有参考图进行快速搜索（HNSW）。</translation>
    </message>
    <message>
      <source>Fusion model</source>
      <translation>融合模型</translation>
    </message>
    <message>
      <source>Image model</source>
      <translation>图像模型</translation>
    </message>
    <message>
      <source>Importing: {n} %</source>
      <translation>正在导入：{n} %</translation>
    </message>
    <message>
      <source>Index loading</source>
      <translation>正在载入索引</translation>
    </message>
    <message>
      <source>Index ready</source>
      <translation>索引就绪</translation>
    </message>
    <message>
      <source>Last lookup {time}</source>
      <translation>上次查找 {time}</translation>
    </message>
    <message>
      <source>Looking for barcodes</source>
      <translation>查找条码</translation>
    </message>
    <message>
      <source>Lookups answer from what has been read, and say so.</source>
      <translation>查询先用已读入的部分回答，并会注明。</translation>
    </message>
    <message>
      <source>Lookups are answered by exact search meanwhile.</source>
      <translation>在此期间用精确搜索回答查询。</translation>
    </message>
    <message>
      <source>Lookups compare with every reference meanwhile; nothing is left out.</source>
      <translation>在此期间查询会与全部参照逐一比较，不会遗漏。</translation>
    </message>
    <message>
      <source>Model that makes the embeddings</source>
      <translation>生成嵌入向量的模型</translation>
    </message>
    <message>
      <source>Opening the catalogue…</source>
      <translation>正在打开目录…</translation>
    </message>
    <message>
      <source>Preparing the picture</source>
      <translation>图片预处理</translation>
    </message>
    <message>
      <source>Preparing {name}: {n} %</source>
      <translation>正在准备 {name}：{n} %</translation>
    </message>
    <message>
      <source>Reading the catalogue</source>
      <translation>读取目录</translation>
    </message>
    <message>
      <source>Reading the index: {n} %</source>
      <translation>正在读取索引：{n} %</translation>
    </message>
    <message>
      <source>Reading the photo</source>
      <translation>读取照片</translation>
    </message>
    <message>
      <source>Searching the index</source>
      <translation>搜索索引</translation>
    </message>
    <message>
      <source>Starting the model…</source>
      <translation>正在启动模型…</translation>
    </message>
    <message>
      <source>Text model</source>
      <translation>文本模型</translation>
    </message>
    <message>
      <source>The model pack in use goes on answering until this one is ready.</source>
      <translation>在此模型包准备好之前，正在使用的模型包继续工作。</translation>
    </message>
    <message>
      <source>Wanted: {wished}</source>
      <translation>所选设置：{wished}</translation>
    </message>
    <message>
      <source>{products}, {photos}</source>
      <translation>{products}，{photos}</translation>
    </message>
  </context>
  <context>
    <name>StockCard</name>
    <message>
      <source>Chosen product</source>
      <translation>所选商品</translation>
    </message>
    <message>
      <source>Demand a week, and what is expected</source>
      <translation>每周需求与预期</translation>
    </message>
    <message>
      <source>Find it</source>
      <translation>查找</translation>
    </message>
    <message>
      <source>Look this product up</source>
      <translation>查找此商品</translation>
    </message>
    <message>
      <source>Minimum, delivery time, service and pack</source>
      <translation>最低库存、交货期、服务水平和包装</translation>
    </message>
    <message>
      <source>Movements…</source>
      <translation>出入库记录…</translation>
    </message>
    <message>
      <source>On order…</source>
      <translation>已订购…</translation>
    </message>
    <message>
      <source>Rules…</source>
      <translation>规则…</translation>
    </message>
    <message>
      <source>Say how many are on order</source>
      <translation>说明已订购多少</translation>
    </message>
    <message>
      <source>Stock, and how long it lasts</source>
      <translation>库存及可用时间</translation>
    </message>
    <message>
      <source>What was taken out, put in or counted, and why</source>
      <translation>取出、放入或盘点的记录及原因</translation>
    </message>
    <message>
      <source>demand</source>
      <translation>需求</translation>
    </message>
    <message>
      <source>expected</source>
      <translation>预期</translation>
    </message>
    <message>
      <source>order at</source>
      <translation>订货点</translation>
    </message>
    <message>
      <source>stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>{state} · stock {stock} · days left: {days}</source>
      <translation>{state} · 库存 {stock} · 可用天数：{days}</translation>
    </message>
  </context>
  <context>
    <name>StockDialogs</name>
    <message>
      <source>How many of “{name}” are on order? 0 for none.</source>
      <translation>“{name}” 已订购多少？没有则为 0。</translation>
    </message>
    <message>
      <source>On order</source>
      <translation>已订购</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
  </context>
  <context>
    <name>StockFilters</name>
    <message>
      <source>All categories</source>
      <translation>所有类别</translation>
    </message>
    <message>
      <source>All states</source>
      <translation>所有状态</translation>
    </message>
    <message>
      <source>By name</source>
      <translation>按名称</translation>
    </message>
    <message>
      <source>By place</source>
      <translation>按位置</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Fewest days left first</source>
      <translation>可用天数少的在前</translation>
    </message>
    <message>
      <source>Largest order first</source>
      <translation>订购量大的在前</translation>
    </message>
    <message>
      <source>Most urgent first</source>
      <translation>最急的在前</translation>
    </message>
    <message>
      <source>Order of the rows</source>
      <translation>行的顺序</translation>
    </message>
    <message>
      <source>Search the stock</source>
      <translation>搜索库存</translation>
    </message>
    <message>
      <source>Search: product, SKU, category or place</source>
      <translation>搜索：商品、SKU、类别或位置</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
  </context>
  <context>
    <name>StockModel</name>
    <message>
      <source>Days left</source>
      <translation>可用天数</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>订购</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>years</source>
      <translation>数年</translation>
    </message>
  </context>
  <context>
    <name>StockMove</name>
    <message>
      <source>Counted</source>
      <translation>盘点</translation>
    </message>
    <message>
      <source>Enter takes out, Shift+Enter puts in; +3 puts in, =12 was counted</source>
      <translation>Enter 出库，Shift+Enter 入库；+3 入库，=12 为盘点</translation>
    </message>
    <message>
      <source>How many</source>
      <translation>数量</translation>
    </message>
    <message>
      <source>How many: Enter takes out, Shift+Enter puts in</source>
      <translation>数量：Enter 出库，Shift+Enter 入库</translation>
    </message>
    <message>
      <source>Move stock</source>
      <translation>变动库存</translation>
    </message>
    <message>
      <source>Put in</source>
      <translation>入库</translation>
    </message>
    <message>
      <source>Stock now: {n}.</source>
      <translation>现有库存：{n}。</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>撤回</translation>
    </message>
    <message>
      <source>Take out</source>
      <translation>出库</translation>
    </message>
    <message>
      <source>Taken back.</source>
      <translation>已撤回。</translation>
    </message>
    <message>
      <source>The stock is not known: count it first.</source>
      <translation>库存未知：请先盘点。</translation>
    </message>
    <message>
      <source>{n} counted.</source>
      <translation>盘点 {n}。</translation>
    </message>
    <message>
      <source>{n} put in.</source>
      <translation>入库 {n}。</translation>
    </message>
    <message>
      <source>{n} taken out.</source>
      <translation>出库 {n}。</translation>
    </message>
  </context>
  <context>
    <name>StockPage</name>
    <message>
      <source>Forecasts…</source>
      <translation>预测…</translation>
    </message>
    <message>
      <source>Import a catalogue first; then take out, put in, or import sales.</source>
      <translation>请先导入目录；然后出库、入库或导入销售。</translation>
    </message>
    <message>
      <source>Import sales or movements</source>
      <translation>导入销售或出入库记录</translation>
    </message>
    <message>
      <source>Import sales…</source>
      <translation>导入销售…</translation>
    </message>
    <message>
      <source>Line {n}:</source>
      <translation>第 {n} 行：</translation>
    </message>
    <message>
      <source>Looking ahead…</source>
      <translation>正在预测…</translation>
    </message>
    <message>
      <source>No product yet</source>
      <translation>还没有商品</translation>
    </message>
    <message>
      <source>Order list…</source>
      <translation>订货清单…</translation>
    </message>
    <message>
      <source>Orders written: {n}.</source>
      <translation>已写出订单：{n}。</translation>
    </message>
    <message>
      <source>Products, most urgent first</source>
      <translation>商品，最急的在前</translation>
    </message>
    <message>
      <source>Read: {applied} moved the stock, {history} are older than its last count and only tell the demand, {known} were known, {rejected} were left out.</source>
      <translation>已读取：{applied} 条改变了库存，{history} 条早于上次盘点、只用于需求，{known} 条已知，{rejected} 条被略过。</translation>
    </message>
    <message>
      <source>Rules for all products</source>
      <translation>所有商品的规则</translation>
    </message>
    <message>
      <source>Rules…</source>
      <translation>规则…</translation>
    </message>
    <message>
      <source>Sales or movements: columns sku or barcode, quantity, date</source>
      <translation>销售或出入库：列 sku 或 barcode、quantity、date</translation>
    </message>
    <message>
      <source>Save the list of orders</source>
      <translation>保存订货清单</translation>
    </message>
    <message>
      <source>Save what is to be ordered</source>
      <translation>保存需要订购的商品</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>Tables (*.csv *.tsv *.txt *.xlsx)</source>
      <translation>表格 (*.csv *.tsv *.txt *.xlsx)</translation>
    </message>
    <message>
      <source>To order: {order}, of these out of stock: {out}. Order soon: {soon}. Too little known: {unknown}. Listed: {listed} of {total}.</source>
      <translation>需订购：{order}，其中缺货：{out}。尽快订购：{soon}。所知太少：{unknown}。列出 {total} 中的 {listed}。</translation>
    </message>
    <message>
      <source>Try the forecasts on the past</source>
      <translation>用过去检验预测</translation>
    </message>
    <message>
      <source>Workbook (*.xlsx);;CSV files (*.csv)</source>
      <translation>工作簿 (*.xlsx);;CSV 文件 (*.csv)</translation>
    </message>
  </context>
  <context>
    <name>SwapsModel</name>
    <message>
      <source>At</source>
      <translation>位于</translation>
    </message>
    <message>
      <source>Comes nearer</source>
      <translation>移近</translation>
    </message>
    <message>
      <source>From</source>
      <translation>原位置</translation>
    </message>
    <message>
      <source>Stops saved</source>
      <translation>节省站数</translation>
    </message>
    <message>
      <source>To the place of</source>
      <translation>换到此商品的位置</translation>
    </message>
  </context>
  <context>
    <name>TaughtModel</name>
    <message>
      <source>By</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>Has the code {code}</source>
      <translation>拥有条码 {code}</translation>
    </message>
    <message>
      <source>In use</source>
      <translation>使用中</translation>
    </message>
    <message>
      <source>It is this one</source>
      <translation>是这一件</translation>
    </message>
    <message>
      <source>New product</source>
      <translation>新商品</translation>
    </message>
    <message>
      <source>Not {sku}, but this</source>
      <translation>不是 {sku}，而是它</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>This is it</source>
      <translation>就是它</translation>
    </message>
    <message>
      <source>What was said</source>
      <translation>判断</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Withdrawn by {person}
{time}</source>
      <translation>已由 {person} 撤回
{time}</translation>
    </message>
  </context>
  <context>
    <name>TaughtPage</name>
    <message>
      <source>It is deleted and finds nothing any more. The list keeps who taught it.</source>
      <translation>照片将被删除，不再用于查找。列表仍保留是谁教的。</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>保留</translation>
    </message>
    <message>
      <source>Look an item up, then press F2 for “This is it” or F3 for another product.</source>
      <translation>查找一件物品，然后按 F2 表示“就是它”，或按 F3 选择另一件商品。</translation>
    </message>
    <message>
      <source>Nothing taught yet</source>
      <translation>还没有教过任何内容</translation>
    </message>
    <message>
      <source>Photos that people made references. A withdrawn photo finds nothing any more.</source>
      <translation>由人员设为参考的照片。撤回的照片不再用于查找。</translation>
    </message>
    <message>
      <source>Taught</source>
      <translation>已教内容</translation>
    </message>
    <message>
      <source>Taught photos, newest first</source>
      <translation>已教的照片，最新的在前</translation>
    </message>
    <message>
      <source>Withdraw</source>
      <translation>撤回</translation>
    </message>
    <message>
      <source>Withdraw the chosen photo</source>
      <translation>撤回所选照片</translation>
    </message>
    <message>
      <source>Withdraw the photo?</source>
      <translation>撤回照片？</translation>
    </message>
    <message>
      <source>Withdraw this photo of “{name}”?</source>
      <translation>撤回“{name}”的这张照片？</translation>
    </message>
  </context>
  <context>
    <name>TimePlot</name>
    <message>
      <source>Save this plot as a picture or a table</source>
      <translation>将此图表保存为图片或表格</translation>
    </message>
  </context>
  <context>
    <name>VerdictBanner</name>
    <message>
      <source>Only what the filters let through was searched.</source>
      <translation>仅搜索了符合筛选条件的商品。</translation>
    </message>
    <message>
      <source>probability</source>
      <translation>概率</translation>
    </message>
    <message>
      <source>sure that it is missing</source>
      <translation>确信目录中没有</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first}{second}</translation>
    </message>
    <message>
      <source>{key} reads a label in view.</source>
      <translation>有标签可按 {key} 读取。</translation>
    </message>
  </context>
  <context>
    <name>WindowDialogs</name>
    <message>
      <source>About</source>
      <translation>关于</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>快捷键</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
  </context>
  <context>
    <name>ZoomablePicture</name>
    <message>
      <source>{share} of the similarity comes from here</source>
      <translation>相似度的 {share} 来自此处</translation>
    </message>
  </context>
  <context>
    <name>access</name>
    <message>
      <source>Administrator</source>
      <translation>管理员</translation>
    </message>
    <message>
      <source>Catalogue manager</source>
      <translation>目录管理员</translation>
    </message>
    <message>
      <source>Clerk</source>
      <translation>店员</translation>
    </message>
  </context>
  <context>
    <name>batch</name>
    <message>
      <source>Chosen</source>
      <translation>已选定</translation>
    </message>
    <message>
      <source>Confirmed</source>
      <translation>已确认</translation>
    </message>
    <message>
      <source>Corrected</source>
      <translation>已更正</translation>
    </message>
    <message>
      <source>Not ours</source>
      <translation>不是我们的</translation>
    </message>
    <message>
      <source>Reviewed</source>
      <translation>已复核</translation>
    </message>
    <message>
      <source>Unreadable</source>
      <translation>无法读取</translation>
    </message>
    <message>
      <source>Waiting</source>
      <translation>等待中</translation>
    </message>
  </context>
  <context>
    <name>camera</name>
    <message>
      <source>Hold still</source>
      <translation>请保持不动</translation>
    </message>
    <message>
      <source>Live picture</source>
      <translation>实时画面</translation>
    </message>
    <message>
      <source>Looking up</source>
      <translation>正在查找</translation>
    </message>
    <message>
      <source>No picture at the moment</source>
      <translation>目前没有画面</translation>
    </message>
    <message>
      <source>Photo 1: the front, filling the picture</source>
      <translation>第 1 张：正面，充满画面</translation>
    </message>
    <message>
      <source>Photo 2: the back</source>
      <translation>第 2 张：背面</translation>
    </message>
    <message>
      <source>Photo 3: the label, close enough to read</source>
      <translation>第 3 张：标签，近到能看清字</translation>
    </message>
    <message>
      <source>Photo {n}: another side, or Enter to name it</source>
      <translation>第 {n} 张：另一侧；或按 Enter 命名</translation>
    </message>
    <message>
      <source>Show the next item</source>
      <translation>请展示下一件物品</translation>
    </message>
    <message>
      <source>That is enough. Press Enter and name the product.</source>
      <translation>已经足够。请按 Enter 并为商品命名。</translation>
    </message>
    <message>
      <source>The camera is starting</source>
      <translation>摄像头正在启动</translation>
    </message>
  </context>
  <context>
    <name>changes</name>
    <message>
      <source>Added</source>
      <translation>已添加</translation>
    </message>
    <message>
      <source>Attributes</source>
      <translation>属性</translation>
    </message>
    <message>
      <source>Brand</source>
      <translation>品牌</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Change log</source>
      <translation>变更记录</translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>已更改</translation>
    </message>
    <message>
      <source>Codes</source>
      <translation>编码</translation>
    </message>
    <message>
      <source>Currency</source>
      <translation>币种</translation>
    </message>
    <message>
      <source>Damaged</source>
      <translation>已损坏</translation>
    </message>
    <message>
      <source>Decision</source>
      <translation>判定</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>已删除</translation>
    </message>
    <message>
      <source>Description</source>
      <translation>描述</translation>
    </message>
    <message>
      <source>Entries</source>
      <translation>条目</translation>
    </message>
    <message>
      <source>Fit to the catalogue</source>
      <translation>适应目录</translation>
    </message>
    <message>
      <source>How sure answers are</source>
      <translation>答案的可信程度</translation>
    </message>
    <message>
      <source>Judged lookups</source>
      <translation>已判定的查询</translation>
    </message>
    <message>
      <source>Level of "not in the catalogue", against the model's</source>
      <translation>“不在目录中”的水平（相对于模型）</translation>
    </message>
    <message>
      <source>Map of the fit</source>
      <translation>适应的映射</translation>
    </message>
    <message>
      <source>Merged</source>
      <translation>已合并</translation>
    </message>
    <message>
      <source>Merged into</source>
      <translation>合并到</translation>
    </message>
    <message>
      <source>Moved</source>
      <translation>已移动</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>Older than</source>
      <translation>早于</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN 码</translation>
    </message>
    <message>
      <source>People and roles</source>
      <translation>人员与角色</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>照片</translation>
    </message>
    <message>
      <source>Photos asked</source>
      <translation>查询的照片</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>Purged</source>
      <translation>已清除</translation>
    </message>
    <message>
      <source>Restored</source>
      <translation>已恢复</translation>
    </message>
    <message>
      <source>Right first with the fit</source>
      <translation>适应后首位正确</translation>
    </message>
    <message>
      <source>Right first without the fit</source>
      <translation>不适应时首位正确</translation>
    </message>
    <message>
      <source>Role</source>
      <translation>角色</translation>
    </message>
    <message>
      <source>SKU</source>
      <translation>SKU</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Spread of probabilities, against the model's</source>
      <translation>概率的分散程度（相对于模型）</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>Swapped with</source>
      <translation>互换对象</translation>
    </message>
    <message>
      <source>Taken back</source>
      <translation>已撤回</translation>
    </message>
    <message>
      <source>Taken back by hand</source>
      <translation>手动撤回</translation>
    </message>
    <message>
      <source>Taught</source>
      <translation>已教学</translation>
    </message>
    <message>
      <source>Threshold of a match</source>
      <translation>匹配阈值</translation>
    </message>
    <message>
      <source>Withdrawn</source>
      <translation>已下架</translation>
    </message>
  </context>
  <context>
    <name>cli</name>
    <message>
      <source>  photo missing: {name}</source>
      <translation>  缺少照片：{name}</translation>
    </message>
    <message>
      <source>  {sku}: an import would not read this product back as it is</source>
      <translation>  {sku}：再次导入时无法原样读回该商品</translation>
    </message>
    <message>
      <source>  … and {count} more; --json lists all of them</source>
      <translation>  … 以及另外 {count} 项；--json 会全部列出</translation>
    </message>
    <message>
      <source>  … and {count} more; --report FILE keeps all of them</source>
      <translation>  … 另有 {count} 个；--report FILE 可保存全部</translation>
    </message>
    <message>
      <source>A pack is a program of sorts: add it only if you trust its maker.</source>
      <translation>模型包类似于程序：只有在信任其制作者时才添加。</translation>
    </message>
    <message>
      <source>A photo instead; may be given several times.</source>
      <translation>改用照片；可给出多张。</translation>
    </message>
    <message>
      <source>A product; may be said several times. All if none.</source>
      <translation>商品；可多次指定。不指定则为全部。</translation>
    </message>
    <message>
      <source>A sample lookup of {photo}:</source>
      <translation>示例查找 {photo}：</translation>
    </message>
    <message>
      <source>Add a pack from a folder or zip file.</source>
      <translation>从文件夹或 zip 文件添加模型包。</translation>
    </message>
    <message>
      <source>Add or update products from CSV, XLSX, ZIP or a folder.</source>
      <translation>从 CSV、XLSX、ZIP 或文件夹添加或更新商品。</translation>
    </message>
    <message>
      <source>All commands work in the terminal; see “shelfsight --help”.</source>
      <translation>所有命令都可在终端使用；请见“shelfsight --help”。</translation>
    </message>
    <message>
      <source>Answer a list of queries as JSON lines, CSV or XLSX.</source>
      <translation>回答查询列表，输出 JSON 行、CSV 或 XLSX。</translation>
    </message>
    <message>
      <source>Arguments</source>
      <translation>参数</translation>
    </message>
    <message>
      <source>Asked as though not in the catalogue: {asked} of {photos}.</source>
      <translation>按“不在目录中”的方式查询：{photos}中的 {asked} 张。</translation>
    </message>
    <message>
      <source>Asking for every photo</source>
      <translation>正在逐张照片查询</translation>
    </message>
    <message>
      <source>Asking photos of the catalogue</source>
      <translation>正在用目录中的照片提问</translation>
    </message>
    <message>
      <source>Backing up</source>
      <translation>正在备份</translation>
    </message>
    <message>
      <source>Backup {name} is restored: {products}, {photos}.</source>
      <translation>备份 {name} 已恢复：{products}，{photos}。</translation>
    </message>
    <message>
      <source>Backup {name}: {products}, {photos}, read back and whole.</source>
      <translation>备份 {name}：{products}，{photos}，已回读，完好。</translation>
    </message>
    <message>
      <source>Backup {name}: {products}, {photos}, {damaged}.</source>
      <translation>备份 {name}：{products}，{photos}，{damaged}。</translation>
    </message>
    <message>
      <source>Before this day or moment.</source>
      <translation>在此日期或时刻之前。</translation>
    </message>
    <message>
      <source>Bring a backup back; list them with --list.</source>
      <translation>恢复一个备份；用 --list 列出所有备份。</translation>
    </message>
    <message>
      <source>CSV file for all that is wanted.</source>
      <translation>将所有符合条件的内容写入此 CSV 文件。</translation>
    </message>
    <message>
      <source>CSV or XLSX file for the list of orders.</source>
      <translation>订货清单的 CSV 或 XLSX 文件。</translation>
    </message>
    <message>
      <source>CSV or XLSX with columns photo, text, x, y, w, h.</source>
      <translation>含 photo、text、x、y、w、h 列的 CSV 或 XLSX。</translation>
    </message>
    <message>
      <source>CSV with photo, text, sku; empty = unknown.</source>
      <translation>含 photo、text、sku 列的 CSV；sku 为空表示未知。</translation>
    </message>
    <message>
      <source>CSV with photo, text, sku; none: what people decided.</source>
      <translation>含 photo、text、sku 列的 CSV；不给则用人们的判定。</translation>
    </message>
    <message>
      <source>CSV, XLSX or ZIP file, or a folder.</source>
      <translation>CSV、XLSX 或 ZIP 文件，或文件夹。</translation>
    </message>
    <message>
      <source>Change within 90 days, up or down.</source>
      <translation>90 天内的变动，无论涨跌。</translation>
    </message>
    <message>
      <source>Changes of one kind.</source>
      <translation>某一类变更。</translation>
    </message>
    <message>
      <source>Changes of one person.</source>
      <translation>某人的变更。</translation>
    </message>
    <message>
      <source>Changes of one product.</source>
      <translation>某个商品的变更。</translation>
    </message>
    <message>
      <source>Checking</source>
      <translation>正在检查</translation>
    </message>
    <message>
      <source>Columns sku or barcode, price; currency, date.</source>
      <translation>列：sku 或 barcode、price；可有 currency、date。</translation>
    </message>
    <message>
      <source>Columns sku or barcode, quantity, date; kind, reference, note.</source>
      <translation>列：sku 或 barcode、quantity、date；可有 kind、reference、note。</translation>
    </message>
    <message>
      <source>Commands</source>
      <translation>命令</translation>
    </message>
    <message>
      <source>Compare products or photos, and say what fits best.</source>
      <translation>比较商品或照片，并说明哪个最合适。</translation>
    </message>
    <message>
      <source>Comparing</source>
      <translation>正在比较</translation>
    </message>
    <message>
      <source>Could not be tested: {single} with one photo, {without} with none.</source>
      <translation>无法测试：{single}只有一张照片，{without} 个没有照片。</translation>
    </message>
    <message>
      <source>Day from which rows without a date hold; default: now.</source>
      <translation>没有日期的行从哪天起有效；默认：现在。</translation>
    </message>
    <message>
      <source>Days between two orders.</source>
      <translation>两次订货间隔的天数。</translation>
    </message>
    <message>
      <source>Days from order to shelf.</source>
      <translation>从下单到上架的天数。</translation>
    </message>
    <message>
      <source>Days left</source>
      <translation>可用天数</translation>
    </message>
    <message>
      <source>Decide by the model's rules again.</source>
      <translation>重新按模型自带的规则判定。</translation>
    </message>
    <message>
      <source>Delete for good what is older than so many days.</source>
      <translation>永久删除早于这么多天的条目。</translation>
    </message>
    <message>
      <source>Deleted for good from the change log: {what}.</source>
      <translation>已从变更记录中永久删除：{what}。</translation>
    </message>
    <message>
      <source>Do not ask for a word.</source>
      <translation>不再询问。</translation>
    </message>
    <message>
      <source>Draw lines to cut along.</source>
      <translation>绘制裁切线。</translation>
    </message>
    <message>
      <source>Encoding of a CSV file, for instance cp1252.</source>
      <translation>CSV 文件的编码，例如 cp1252。</translation>
    </message>
    <message>
      <source>Every product, most urgent first.</source>
      <translation>所有商品，最急的在前。</translation>
    </message>
    <message>
      <source>Everything is as it was written.</source>
      <translation>一切与写入时相同。</translation>
    </message>
    <message>
      <source>Exporting</source>
      <translation>正在导出</translation>
    </message>
    <message>
      <source>Fall of one change.</source>
      <translation>单次下跌。</translation>
    </message>
    <message>
      <source>File for the answers: .jsonl, .csv or .xlsx.</source>
      <translation>答案文件：.jsonl、.csv 或 .xlsx。</translation>
    </message>
    <message>
      <source>File for the report: .csv, .xlsx or .json.</source>
      <translation>报告文件：.csv、.xlsx 或 .json。</translation>
    </message>
    <message>
      <source>File to write: .csv, .xlsx, or .zip with photos.</source>
      <translation>要写入的文件：.csv、.xlsx，或带照片的 .zip。</translation>
    </message>
    <message>
      <source>Fingerprint that you trust, instead of the question.</source>
      <translation>您信任的指纹，用于代替询问。</translation>
    </message>
    <message>
      <source>First free label of the first sheet.</source>
      <translation>第一张纸上的第一个空白标签。</translation>
    </message>
    <message>
      <source>Fit lookups to your photos, if that clearly helps.</source>
      <translation>让查询适应您的照片（仅在明显有帮助时）。</translation>
    </message>
    <message>
      <source>Fitting lookups to your photos</source>
      <translation>正在让查询适应您的照片</translation>
    </message>
    <message>
      <source>Folder of the backups, for instance on another disk.</source>
      <translation>备份所在的文件夹，例如在另一个磁盘上。</translation>
    </message>
    <message>
      <source>Folder of the catalogue; default: your user data folder.</source>
      <translation>目录所在文件夹；默认：您的用户数据文件夹。</translation>
    </message>
    <message>
      <source>Folder or zip file.</source>
      <translation>文件夹或 zip 文件。</translation>
    </message>
    <message>
      <source>For a whole category.</source>
      <translation>针对整个类别。</translation>
    </message>
    <message>
      <source>Forget what was set.</source>
      <translation>清除已设置的内容。</translation>
    </message>
    <message>
      <source>From now on a match needs this probability, in this catalogue.</source>
      <translation>在本目录中，从现在起达到此概率才算匹配。</translation>
    </message>
    <message>
      <source>From this day or moment on.</source>
      <translation>自此日期或时刻起。</translation>
    </message>
    <message>
      <source>Give a new PIN as well.</source>
      <translation>同时设置新的 PIN 码。</translation>
    </message>
    <message>
      <source>Give somebody a role and a new PIN.</source>
      <translation>为某人设置角色和新的 PIN 码。</translation>
    </message>
    <message>
      <source>Got unexpected extra argument(s) ({names})</source>
      <translation>多余的参数：{names}</translation>
    </message>
    <message>
      <source>How many.</source>
      <translation>数量。</translation>
    </message>
    <message>
      <source>Id of the movement.</source>
      <translation>变动的编号。</translation>
    </message>
    <message>
      <source>Ids of the alerts.</source>
      <translation>提醒的编号。</translation>
    </message>
    <message>
      <source>If its label is in view, --read-label reads it.</source>
      <translation>有标签可用 --read-label 读取。</translation>
    </message>
    <message>
      <source>Import a price list, CSV or XLSX.</source>
      <translation>导入价目表（CSV 或 XLSX）。</translation>
    </message>
    <message>
      <source>Import price lists, and hear of changes beyond your limits.</source>
      <translation>导入价目表，并提醒超出限度的变动。</translation>
    </message>
    <message>
      <source>Import sales or movements from CSV or XLSX.</source>
      <translation>从 CSV 或 XLSX 导入销售或出入库记录。</translation>
    </message>
    <message>
      <source>Importing</source>
      <translation>正在导入</translation>
    </message>
    <message>
      <source>Interrupted. What was saved before is safe.</source>
      <translation>已中断。之前保存的内容是安全的。</translation>
    </message>
    <message>
      <source>Invalid value for {name}: {why}</source>
      <translation>{name} 的值无效：{why}</translation>
    </message>
    <message>
      <source>Invalid value: {why}</source>
      <translation>值无效：{why}</translation>
    </message>
    <message>
      <source>Is the fingerprint the one that its maker published?</source>
      <translation>指纹与制作者公布的一致吗？</translation>
    </message>
    <message>
      <source>Items that are not in the catalogue, called a match: {share}</source>
      <translation>目录中没有却被判为匹配的物品：{share}</translation>
    </message>
    <message>
      <source>Labels of each product.</source>
      <translation>每个商品的标签数。</translation>
    </message>
    <message>
      <source>Learn from decided lookups how sure answers are here.</source>
      <translation>从已判定的查询学习本目录答案的可信程度。</translation>
    </message>
    <message>
      <source>List changes beyond your limits.</source>
      <translation>列出超出限度的变动。</translation>
    </message>
    <message>
      <source>List people, their roles and PINs.</source>
      <translation>列出人员、角色和 PIN 码。</translation>
    </message>
    <message>
      <source>List somebody; the PIN is asked for, or in SHELFSIGHT_NEW_PIN.</source>
      <translation>登记某人；PIN 码会询问，或取自 SHELFSIGHT_NEW_PIN。</translation>
    </message>
    <message>
      <source>List the backups, change nothing.</source>
      <translation>列出备份，不做改动。</translation>
    </message>
    <message>
      <source>List the movements of a product.</source>
      <translation>列出一种商品的出入库记录。</translation>
    </message>
    <message>
      <source>List the packs with what their cards say.</source>
      <translation>列出模型包及其卡片内容。</translation>
    </message>
    <message>
      <source>List who can sign in.</source>
      <translation>列出可以登录的人。</translation>
    </message>
    <message>
      <source>List, add, choose and remove model packs.</source>
      <translation>列出、添加、选择和移除模型包。</translation>
    </message>
    <message>
      <source>Load the demo catalogue and open the window on it.</source>
      <translation>加载演示目录并打开窗口。</translation>
    </message>
    <message>
      <source>Look at each photo itself, or not.</source>
      <translation>是否检查每张照片本身。</translation>
    </message>
    <message>
      <source>Look up one item by its photos, by words, or both.</source>
      <translation>用照片、文字或两者查找一件物品。</translation>
    </message>
    <message>
      <source>Looking ahead</source>
      <translation>正在预测</translation>
    </message>
    <message>
      <source>Looking at the photos</source>
      <translation>正在检查照片</translation>
    </message>
    <message>
      <source>Looking up</source>
      <translation>正在查找</translation>
    </message>
    <message>
      <source>Lookups of so many days; 0 for all.</source>
      <translation>这么多天内的查找；0 表示全部。</translation>
    </message>
    <message>
      <source>Make a backup and read it back.</source>
      <translation>创建备份并回读验证。</translation>
    </message>
    <message>
      <source>Marked: {alerts}.</source>
      <translation>已标记：{alerts}。</translation>
    </message>
    <message>
      <source>Measure the answers against a list with SKUs.</source>
      <translation>用带 SKU 的列表衡量答案。</translation>
    </message>
    <message>
      <source>Measure the catalogue on its own photos.</source>
      <translation>用目录自己的照片衡量目录质量。</translation>
    </message>
    <message>
      <source>Mend what can be mended.</source>
      <translation>修复能修复的内容。</translation>
    </message>
    <message>
      <source>Mended: {what}.</source>
      <translation>已修复：{what}。</translation>
    </message>
    <message>
      <source>Missing argument {name}.</source>
      <translation>缺少参数 {name}。</translation>
    </message>
    <message>
      <source>Missing argument {name}. Choose from: {others}</source>
      <translation>缺少参数 {name}。可选：{others}</translation>
    </message>
    <message>
      <source>Missing command.</source>
      <translation>缺少命令。</translation>
    </message>
    <message>
      <source>Missing option {name}.</source>
      <translation>缺少选项 {name}。</translation>
    </message>
    <message>
      <source>Most candidates a query.</source>
      <translation>每次查询的最多候选数。</translation>
    </message>
    <message>
      <source>Most changes to list.</source>
      <translation>最多列出的变更数。</translation>
    </message>
    <message>
      <source>Most products and swaps.</source>
      <translation>最多列出的商品和互换数。</translation>
    </message>
    <message>
      <source>Most rows to list.</source>
      <translation>最多列出的行数。</translation>
    </message>
    <message>
      <source>Movement {id} is taken back.</source>
      <translation>变动 {id} 已撤回。</translation>
    </message>
    <message>
      <source>Name of the pack.</source>
      <translation>模型包的名称。</translation>
    </message>
    <message>
      <source>Name of the person.</source>
      <translation>人员姓名。</translation>
    </message>
    <message>
      <source>New PIN</source>
      <translation>新 PIN 码</translation>
    </message>
    <message>
      <source>No change to show.</source>
      <translation>没有可显示的变更。</translation>
    </message>
    <message>
      <source>No code fits on the label of: {skus}</source>
      <translation>以下商品的标签放不下条码：{skus}</translation>
    </message>
    <message>
      <source>No picture was written: there are no two photos to compare.</source>
      <translation>未写入图片：没有两张可比较的照片。</translation>
    </message>
    <message>
      <source>No price alert to show.</source>
      <translation>没有价格提醒。</translation>
    </message>
    <message>
      <source>No product has a history that is long enough to try forecasts.</source>
      <translation>没有一种商品的历史长到足以检验预测。</translation>
    </message>
    <message>
      <source>No such command {name}.</source>
      <translation>没有命令 {name}。</translation>
    </message>
    <message>
      <source>No such command {name}. Did you mean {others}?</source>
      <translation>没有命令 {name}。您是否想输入 {others}？</translation>
    </message>
    <message>
      <source>No such option: {name}</source>
      <translation>没有选项 {name}</translation>
    </message>
    <message>
      <source>No such option: {name} (Possible options: {others})</source>
      <translation>没有选项 {name}（可能是：{others}）</translation>
    </message>
    <message>
      <source>No swap would save steps in the lookups that are kept.</source>
      <translation>在保留的查找中，没有可节省路程的互换。</translation>
    </message>
    <message>
      <source>No window could be opened: graphical system libraries are missing (README).</source>
      <translation>无法打开窗口：缺少图形系统库（见 README）。</translation>
    </message>
    <message>
      <source>No window could be opened: the display does not answer.</source>
      <translation>无法打开窗口：显示器没有响应。</translation>
    </message>
    <message>
      <source>No window could be opened: there is no display here.</source>
      <translation>无法打开窗口：此处没有显示器。</translation>
    </message>
    <message>
      <source>No word that the catalogue knows was read.</source>
      <translation>没有读到目录中有的词。</translation>
    </message>
    <message>
      <source>Nobody is listed: everybody may do everything.</source>
      <translation>尚未登记任何人：每个人都可以做任何事。</translation>
    </message>
    <message>
      <source>Not calibrated: every answer is unsure, never a match.</source>
      <translation>未经校准：所有回答都是“不确定”，不会给出“匹配”。</translation>
    </message>
    <message>
      <source>Not in the catalogue: {skus}</source>
      <translation>目录中没有：{skus}</translation>
    </message>
    <message>
      <source>Nothing had been learned; the model's rules hold.</source>
      <translation>此前没有学习过任何内容；模型自带的规则有效。</translation>
    </message>
    <message>
      <source>Nothing is to be ordered.</source>
      <translation>没有需要订购的商品。</translation>
    </message>
    <message>
      <source>Nothing was changed. An import would add {added}, change {updated}, leave {unchanged}, reject {rejected}, and read {photos}</source>
      <translation>没有任何更改。导入将添加 {added} 个，更改 {updated} 个，保持 {unchanged} 个，拒绝 {rejected} 个，并读取 {photos}</translation>
    </message>
    <message>
      <source>Number of the backup; the newest if left out.</source>
      <translation>备份的编号；省略则取最新的。</translation>
    </message>
    <message>
      <source>Often looked up together</source>
      <translation>常一起查询</translation>
    </message>
    <message>
      <source>On the label: {words}</source>
      <translation>物品上的文字：{words}</translation>
    </message>
    <message>
      <source>Only say whether it would help.</source>
      <translation>只说明是否有帮助，不作更改。</translation>
    </message>
    <message>
      <source>Open the window afterwards, or not.</source>
      <translation>之后是否打开窗口。</translation>
    </message>
    <message>
      <source>Open the window with photos to look up, or a catalogue to import.</source>
      <translation>打开窗口并查询照片，或导入目录。</translation>
    </message>
    <message>
      <source>Option {name} does not take a value.</source>
      <translation>选项 {name} 不带值。</translation>
    </message>
    <message>
      <source>Option {name} requires an argument.</source>
      <translation>选项 {name} 需要一个值。</translation>
    </message>
    <message>
      <source>Option {name} requires {n} arguments.</source>
      <translation>选项 {name} 需要 {n} 个值。</translation>
    </message>
    <message>
      <source>Options</source>
      <translation>选项</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>订购</translation>
    </message>
    <message>
      <source>PDF file for the labels.</source>
      <translation>标签的 PDF 文件。</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN 码</translation>
    </message>
    <message>
      <source>PNG file for the pictures with what is alike.</source>
      <translation>保存相似区域图的 PNG 文件。</translation>
    </message>
    <message>
      <source>Photos and products are untouched.</source>
      <translation>照片和商品未受影响。</translation>
    </message>
    <message>
      <source>Photos of one item, or a catalogue file.</source>
      <translation>同一件商品的照片，或一个目录文件。</translation>
    </message>
    <message>
      <source>Photos of the same item.</source>
      <translation>同一物品的照片。</translation>
    </message>
    <message>
      <source>Photos or texts that it cannot read, which are left out: {count}</source>
      <translation>无法用它读取而略过的照片或文本：{count}</translation>
    </message>
    <message>
      <source>Pieces in a pack that can be ordered.</source>
      <translation>可订购的一包件数。</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Place that people come from; default: the first.</source>
      <translation>人们出发的位置；默认为第一个。</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>Print JSON for other programs.</source>
      <translation>输出 JSON，供其他程序使用。</translation>
    </message>
    <message>
      <source>Print the version.</source>
      <translation>显示版本。</translation>
    </message>
    <message>
      <source>Probabilities follow the model's rules again.</source>
      <translation>概率重新按模型自带的规则计算。</translation>
    </message>
    <message>
      <source>Probability</source>
      <translation>概率</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>Products in one state.</source>
      <translation>处于某一状态的商品。</translation>
    </message>
    <message>
      <source>Put in so many of a product.</source>
      <translation>某商品入库若干件。</translation>
    </message>
    <message>
      <source>Read the catalogue with a pack, then use it.</source>
      <translation>先用模型包读取目录，然后使用它。</translation>
    </message>
    <message>
      <source>Read the whole catalogue and prove each row.</source>
      <translation>读取整个目录并验证每一条。</translation>
    </message>
    <message>
      <source>Read what is printed on the item, and ask with those words too.</source>
      <translation>读取物品上印刷的文字，并用这些词一起查询。</translation>
    </message>
    <message>
      <source>Reading the catalogue with the new model</source>
      <translation>正在用新模型读取目录</translation>
    </message>
    <message>
      <source>Reading the catalogue with {name}</source>
      <translation>正在用 {name} 读取目录</translation>
    </message>
    <message>
      <source>Reading the demo catalogue</source>
      <translation>正在读取演示目录</translation>
    </message>
    <message>
      <source>Remove an added pack and its embeddings.</source>
      <translation>移除添加的模型包及其嵌入。</translation>
    </message>
    <message>
      <source>Replace the catalogue? The present one is kept beside it.</source>
      <translation>替换目录？现有目录会另外保留。</translation>
    </message>
    <message>
      <source>Restoring</source>
      <translation>正在恢复</translation>
    </message>
    <message>
      <source>Rise of one change.</source>
      <translation>单次上涨。</translation>
    </message>
    <message>
      <source>SKU</source>
      <translation>SKU</translation>
    </message>
    <message>
      <source>SKU of the product.</source>
      <translation>商品的 SKU。</translation>
    </message>
    <message>
      <source>SKU or code of the product.</source>
      <translation>商品的 SKU 或代码。</translation>
    </message>
    <message>
      <source>SKU or code; empty: all products.</source>
      <translation>SKU 或代码；留空为所有商品。</translation>
    </message>
    <message>
      <source>Save what can still be read.</source>
      <translation>抢救仍可读的内容。</translation>
    </message>
    <message>
      <source>Saved: {products}, {photos}; lost: {lost}; from a backup: {filled}.</source>
      <translation>已保存：{products}，{photos}；丢失：{lost}；取自备份：{filled}。</translation>
    </message>
    <message>
      <source>Say how many of a product are on order.</source>
      <translation>说明某商品已订购多少。</translation>
    </message>
    <message>
      <source>Say how many of a product were counted.</source>
      <translation>说明某商品盘点的数量。</translation>
    </message>
    <message>
      <source>Say that alerts are seen, done, or new again.</source>
      <translation>将提醒标为已看、已处理或重新标为新。</translation>
    </message>
    <message>
      <source>Say what goes with a product, or instead of it.</source>
      <translation>说明与某商品搭配或可替代它的商品。</translation>
    </message>
    <message>
      <source>Say what runs here and in which state it is.</source>
      <translation>显示本机运行情况和状态。</translation>
    </message>
    <message>
      <source>Say what to order, and why.</source>
      <translation>说明该订什么以及原因。</translation>
    </message>
    <message>
      <source>Say what would happen, change nothing.</source>
      <translation>只说明将会发生什么，不做任何更改。</translation>
    </message>
    <message>
      <source>Say where things lie and what should swap.</source>
      <translation>说明物品放在哪里以及哪些应互换位置。</translation>
    </message>
    <message>
      <source>Say who changed what, newest first.</source>
      <translation>说明谁更改了什么，最新的在前。</translation>
    </message>
    <message>
      <source>Say why: what is alike, and how the next one differs.</source>
      <translation>说明原因：哪些地方相似，与下一候选有何区别。</translation>
    </message>
    <message>
      <source>Service that a trial wants.</source>
      <translation>检验时期望的服务水平。</translation>
    </message>
    <message>
      <source>Set limits in per cent; without SKU for all products.</source>
      <translation>设置百分比限度；不给 SKU 则对所有商品。</translation>
    </message>
    <message>
      <source>Set minimum, lead time, service and pack; without SKU for all.</source>
      <translation>设置最低库存、交货期、服务水平和包装；不给 SKU 则对所有商品。</translation>
    </message>
    <message>
      <source>Set. “shelfsight restock” says what follows.</source>
      <translation>已设置。“shelfsight restock” 会给出结果。</translation>
    </message>
    <message>
      <source>Share of times that the stock lasts, 0.5 to 0.999.</source>
      <translation>库存够用的比例，0.5 到 0.999。</translation>
    </message>
    <message>
      <source>Sheet, or own sizes such as 210x297,3x8,70x37,0+0.5,0+0.</source>
      <translation>标签纸，或自定义尺寸，例如 210x297,3x8,70x37,0+0.5,0+0。</translation>
    </message>
    <message>
      <source>Show the prices of a product over time.</source>
      <translation>显示商品价格的历史。</translation>
    </message>
    <message>
      <source>Show this message and exit.</source>
      <translation>显示此说明并退出。</translation>
    </message>
    <message>
      <source>Sign in as NAME; the PIN is asked for, or in SHELFSIGHT_PIN.</source>
      <translation>以 NAME 登录；PIN 码会询问，或取自 SHELFSIGHT_PIN。</translation>
    </message>
    <message>
      <source>Similar items</source>
      <translation>相似物品</translation>
    </message>
    <message>
      <source>Similarity</source>
      <translation>相似度</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>Stock below which is ordered.</source>
      <translation>低于此库存即订购。</translation>
    </message>
    <message>
      <source>Stopped. Nothing was written.</source>
      <translation>已停止。没有写入任何内容。</translation>
    </message>
    <message>
      <source>Stopped. What was read is kept; the same command goes on.</source>
      <translation>已停止。已读取的内容会保留；再次运行同一命令即可继续。</translation>
    </message>
    <message>
      <source>Stopped. What was read is saved; the same command goes on.</source>
      <translation>已停止。已读取的内容已保存；再次运行同一命令即可继续。</translation>
    </message>
    <message>
      <source>Substitutes in stock</source>
      <translation>有库存的替代品</translation>
    </message>
    <message>
      <source>Swap within an area only.</source>
      <translation>仅在同一区域内互换。</translation>
    </message>
    <message>
      <source>Symbol on the labels.</source>
      <translation>标签上的条码。</translation>
    </message>
    <message>
      <source>TITLE=NAME: what a column means; TITLE= leaves it out.</source>
      <translation>TITLE=NAME：某列的含义；TITLE= 表示忽略该列。</translation>
    </message>
    <message>
      <source>Take a movement back.</source>
      <translation>撤回一次变动。</translation>
    </message>
    <message>
      <source>Take out so many of a product.</source>
      <translation>某商品出库若干件。</translation>
    </message>
    <message>
      <source>Take out, put in, count; import sales; set rules for ordering.</source>
      <translation>出库、入库、盘点；导入销售；设置订货规则。</translation>
    </message>
    <message>
      <source>Take somebody off the list.</source>
      <translation>将某人从名单中移除。</translation>
    </message>
    <message>
      <source>Take the fit back.</source>
      <translation>撤销适应。</translation>
    </message>
    <message>
      <source>Tells what an item is: a photo, words or a code in, the product out.</source>
      <translation>告诉您这是什么物品：输入照片、文字或编码，输出商品。</translation>
    </message>
    <message>
      <source>The demo catalogue (synthetic pictures) is loaded.</source>
      <translation>演示目录（合成图片）已加载。</translation>
    </message>
    <message>
      <source>The file was read as {encoding}: check a name with special letters.</source>
      <translation>文件按 {encoding} 读取：请检查带特殊字符的名称。</translation>
    </message>
    <message>
      <source>The fit was taken back; lookups are plain again.</source>
      <translation>已撤销适应；查询恢复原样。</translation>
    </message>
    <message>
      <source>The limits are set.</source>
      <translation>限度已设置。</translation>
    </message>
    <message>
      <source>The model pack {name} is in use; {embeddings} made.</source>
      <translation>模型包 {name} 已启用；生成了 {embeddings}。</translation>
    </message>
    <message>
      <source>The model pack {name} was added. Use it with: shelfsight packs use {name}</source>
      <translation>已添加模型包 {name}。使用命令：shelfsight packs use {name}</translation>
    </message>
    <message>
      <source>The model pack {name} was removed, and {embeddings} made with it.</source>
      <translation>已移除模型包 {name} 及用它生成的 {embeddings}。</translation>
    </message>
    <message>
      <source>The stock is not known; count the product to follow it.</source>
      <translation>库存未知；请盘点该商品后再跟踪。</translation>
    </message>
    <message>
      <source>There is no backup yet.</source>
      <translation>还没有备份。</translation>
    </message>
    <message>
      <source>There was no fit to take back.</source>
      <translation>没有可撤销的适应。</translation>
    </message>
    <message>
      <source>Those that are done, too.</source>
      <translation>也包括已处理的。</translation>
    </message>
    <message>
      <source>Threshold {value}:</source>
      <translation>阈值 {value}：</translation>
    </message>
    <message>
      <source>Try the forecasts on the past instead.</source>
      <translation>改为用过去的数据检验预测。</translation>
    </message>
    <message>
      <source>Two to four SKUs.</source>
      <translation>两到四个 SKU。</translation>
    </message>
    <message>
      <source>Usage:</source>
      <translation>用法：</translation>
    </message>
    <message>
      <source>Use the model's threshold again.</source>
      <translation>恢复使用模型的阈值。</translation>
    </message>
    <message>
      <source>Weeks that a trial looks ahead.</source>
      <translation>检验时向前看的周数。</translation>
    </message>
    <message>
      <source>What differs from {sku}, the next candidate:</source>
      <translation>与下一候选 {sku} 的区别：</translation>
    </message>
    <message>
      <source>What should run the model, this time.</source>
      <translation>本次用什么设备运行模型。</translation>
    </message>
    <message>
      <source>What the person may do.</source>
      <translation>此人可以做什么。</translation>
    </message>
    <message>
      <source>What they are now.</source>
      <translation>现在的状态。</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>Why, in a few words.</source>
      <translation>简短说明原因。</translation>
    </message>
    <message>
      <source>With a twin in the same product: {photos}. That flatters the figures.</source>
      <translation>在同一商品中有几乎相同照片的：{photos}，会使数值偏高。</translation>
    </message>
    <message>
      <source>Words or a code.</source>
      <translation>文字或编码。</translation>
    </message>
    <message>
      <source>Words that the change holds.</source>
      <translation>变更中包含的文字。</translation>
    </message>
    <message>
      <source>Write all products as CSV, XLSX or ZIP.</source>
      <translation>将所有商品写成 CSV、XLSX 或 ZIP。</translation>
    </message>
    <message>
      <source>Write labels with codes as a PDF file.</source>
      <translation>将带条码的标签写入 PDF 文件。</translation>
    </message>
    <message>
      <source>Written: {what}.</source>
      <translation>已写入：{what}。</translation>
    </message>
    <message>
      <source>[default: {}]</source>
      <translation>[默认：{}]</translation>
    </message>
    <message>
      <source>[env var: {}]</source>
      <translation>[环境变量：{}]</translation>
    </message>
    <message>
      <source>[required]</source>
      <translation>[必填]</translation>
    </message>
    <message>
      <source>`shelfsight adapt --remove` takes the fit back.</source>
      <translation>用 `shelfsight adapt --remove` 可撤回适应。</translation>
    </message>
    <message>
      <source>before</source>
      <translation>之前</translation>
    </message>
    <message>
      <source>bias</source>
      <translation>偏差</translation>
    </message>
    <message>
      <source>chosen by the program</source>
      <translation>程序所选</translation>
    </message>
    <message>
      <source>comes back</source>
      <translation>恢复</translation>
    </message>
    <message>
      <source>comes with Shelfsight</source>
      <translation>随 Shelfsight 提供</translation>
    </message>
    <message>
      <source>confirmed lookups</source>
      <translation>已确认的查询</translation>
    </message>
    <message>
      <source>facts</source>
      <translation>内容</translation>
    </message>
    <message>
      <source>fingerprint</source>
      <translation>指纹</translation>
    </message>
    <message>
      <source>from</source>
      <translation>起始</translation>
    </message>
    <message>
      <source>goes with it</source>
      <translation>与它搭配</translation>
    </message>
    <message>
      <source>id</source>
      <translation>编号</translation>
    </message>
    <message>
      <source>in use</source>
      <translation>正在使用</translation>
    </message>
    <message>
      <source>languages</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>licences</source>
      <translation>许可证</translation>
    </message>
    <message>
      <source>limits</source>
      <translation>局限</translation>
    </message>
    <message>
      <source>line {line}</source>
      <translation>第 {line} 行</translation>
    </message>
    <message>
      <source>list</source>
      <translation>价目表</translation>
    </message>
    <message>
      <source>looks like it</source>
      <translation>与它相似</translation>
    </message>
    <message>
      <source>lookup</source>
      <translation>查找</translation>
    </message>
    <message>
      <source>lookups</source>
      <translation>查找次数</translation>
    </message>
    <message>
      <source>measured</source>
      <translation>测量结果</translation>
    </message>
    <message>
      <source>method</source>
      <translation>方法</translation>
    </message>
    <message>
      <source>model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>name</source>
      <translation>名称</translation>
    </message>
    <message>
      <source>new: {name}</source>
      <translation>新增：{name}</translation>
    </message>
    <message>
      <source>note</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>now</source>
      <translation>现在</translation>
    </message>
    <message>
      <source>pinball</source>
      <translation>分位损失</translation>
    </message>
    <message>
      <source>place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>quantity</source>
      <translation>数量</translation>
    </message>
    <message>
      <source>right among five: {change}</source>
      <translation>前五名中正确：{change}</translation>
    </message>
    <message>
      <source>right first: {change}</source>
      <translation>第一名正确：{change}</translation>
    </message>
    <message>
      <source>service</source>
      <translation>服务水平</translation>
    </message>
    <message>
      <source>size</source>
      <translation>大小</translation>
    </message>
    <message>
      <source>stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>stops</source>
      <translation>站数</translation>
    </message>
    <message>
      <source>title</source>
      <translation>标题</translation>
    </message>
    <message>
      <source>walked</source>
      <translation>行走</translation>
    </message>
    <message>
      <source>what</source>
      <translation>操作</translation>
    </message>
    <message>
      <source>when</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>who</source>
      <translation>人员</translation>
    </message>
    <message>
      <source>whole catalogue</source>
      <translation>整个目录</translation>
    </message>
    <message>
      <source>without a PIN</source>
      <translation>无 PIN 码</translation>
    </message>
    <message>
      <source>{added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected, {photos} read</source>
      <translation>新增 {added}，更新 {updated}，未变 {unchanged}，拒绝 {rejected}，读取 {photos}</translation>
    </message>
    <message>
      <source>{applied} moved the stock, {history} older than the last count (for the demand alone), {known} known before, {rejected} rejected</source>
      <translation>{applied} 条改变了库存，{history} 条早于上次盘点（只用于需求），{known} 条已知，{rejected} 条被拒绝</translation>
    </message>
    <message>
      <source>{first} and {second} exclude each other.</source>
      <translation>{first} 与 {second} 不能同时使用。</translation>
    </message>
    <message>
      <source>{name}  {at}  {products}, {photos}</source>
      <translation>{name}  {at}  {products}，{photos}</translation>
    </message>
    <message>
      <source>{name}: {photos}, right first {first}, among five {five}, matches {coverage}, of these right {precision}</source>
      <translation>{name}：{photos}，首位正确 {first}，前五位 {five}，判为匹配 {coverage}，其中正确 {precision}</translation>
    </message>
    <message>
      <source>{pair}: {wrong} of {photos} taken for the other</source>
      <translation>{pair}：{photos}中有 {wrong} 张被认成另一个</translation>
    </message>
    <message>
      <source>{photos} to read</source>
      <translation>需读取 {photos}</translation>
    </message>
    <message>
      <source>{prices} changed, {unchanged} unchanged, {history} older added, {alerts}, {rejected} rejected</source>
      <translation>{prices}变动，{unchanged} 个未变，补充 {history} 个旧价格，{alerts}，{rejected} 条被拒绝</translation>
    </message>
    <message>
      <source>{products} ({withdrawn} withdrawn) and {photos} in {file}</source>
      <translation>{file} 中有 {products}（其中 {withdrawn} 个已停用）和 {photos}</translation>
    </message>
    <message>
      <source>{products} on {sheets}.</source>
      <translation>{products}，{sheets}。</translation>
    </message>
    <message>
      <source>{products} with a place, {placeless} without; {lookups}.</source>
      <translation>{products}有位置，{placeless} 个没有；{lookups}。</translation>
    </message>
    <message>
      <source>{products}, {forecasts} of {weeks}, service {service}</source>
      <translation>{products}，{forecasts}，每次 {weeks}，服务水平 {service}</translation>
    </message>
    <message>
      <source>{quantity} of {sku} are on order.</source>
      <translation>{sku} 已订购 {quantity}。</translation>
    </message>
    <message>
      <source>{seconds} seconds</source>
      <translation>{seconds} 秒</translation>
    </message>
    <message>
      <source>{shown} of {total}; --limit shows more, --out saves all.</source>
      <translation>显示 {total} 条中的 {shown} 条；--limit 可显示更多，--out 可全部保存。</translation>
    </message>
    <message>
      <source>{shown} of {total}; --limit shows more.</source>
      <translation>显示 {total} 中的 {shown}；用 --limit 显示更多。</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>剩余 {time}</translation>
    </message>
    <message>
      <source>{value} does not match the formats {formats}.</source>
      <translation>{value} 不符合格式 {formats}。</translation>
    </message>
    <message>
      <source>{value} is not a valid {kind}.</source>
      <translation>{value} 不是有效的 {kind}。</translation>
    </message>
    <message>
      <source>{value} is not in the range {range}.</source>
      <translation>{value} 不在范围 {range} 内。</translation>
    </message>
    <message>
      <source>{value} is not one of {others}.</source>
      <translation>{value} 不是以下之一：{others}。</translation>
    </message>
    <message>
      <source>{what}: {quantity} of {sku}; stock {before} → {after} (movement {id})</source>
      <translation>{what}：{sku} {quantity}；库存 {before} → {after}（变动 {id}）</translation>
    </message>
    <message>
      <source>“{command} --help” says what there is.</source>
      <translation>“{command} --help” 说明可用的内容。</translation>
    </message>
    <message>
      <source>… and 1 more photo that cannot be read</source>
      <translation>……还有 1 张无法读取的照片</translation>
    </message>
    <message>
      <source>… and {n} more photos that cannot be read</source>
      <translation>……还有 {n} 张无法读取的照片</translation>
    </message>
  </context>
  <context>
    <name>formats</name>
    <message>
      <source>A few seconds</source>
      <translation>几秒</translation>
    </message>
    <message>
      <source>About {n} hours</source>
      <translation>约 {n} 小时</translation>
    </message>
    <message>
      <source>About {n} minutes</source>
      <translation>约 {n} 分钟</translation>
    </message>
    <message>
      <source>About {n} seconds</source>
      <translation>约 {n} 秒</translation>
    </message>
    <message>
      <source>Not known yet</source>
      <translation>尚不清楚</translation>
    </message>
    <message>
      <source>{n} min</source>
      <translation>{n} 分钟</translation>
    </message>
    <message>
      <source>{n} s</source>
      <translation>{n} 秒</translation>
    </message>
  </context>
  <context>
    <name>inquiry</name>
    <message>
      <source>A product of the catalogue</source>
      <translation>目录中的商品</translation>
    </message>
    <message>
      <source>Asked by</source>
      <translation>提问者</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>条码</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Nearest products of the catalogue</source>
      <translation>目录中最接近的商品</translation>
    </message>
    <message>
      <source>Nobody knows</source>
      <translation>无人知晓</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>备注</translation>
    </message>
    <message>
      <source>Photo {n}</source>
      <translation>照片 {n}</translation>
    </message>
    <message>
      <source>The catalogue has no sure answer. Please say which product it is, or where to look.</source>
      <translation>目录没有确定的答案。请告知这是哪件商品，或应到哪里查找。</translation>
    </message>
    <message>
      <source>What is this item?</source>
      <translation>这是什么物品？</translation>
    </message>
    <message>
      <source>What it turned out to be</source>
      <translation>最终结果</translation>
    </message>
    <message>
      <source>What the program said</source>
      <translation>程序的回答</translation>
    </message>
    <message>
      <source>When</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>文字</translation>
    </message>
  </context>
  <context>
    <name>messages</name>
    <message>
      <source>A PIN has at least {least} characters.</source>
      <translation>PIN 码至少要有 {least} 个字符。</translation>
    </message>
    <message>
      <source>A catalogue cannot be written as “{name}”.</source>
      <translation>目录无法写成“{name}”。</translation>
    </message>
    <message>
      <source>A higher threshold means fewer matches and fewer wrong ones among them; what is no match is called unsure. The figures are measured again by it.</source>
      <translation>阈值越高，匹配越少，其中的错误也越少；不算匹配的判为不确定。数值会按它重新测量。</translation>
    </message>
    <message>
      <source>A person needs a name.</source>
      <translation>人员需要有姓名。</translation>
    </message>
    <message>
      <source>A price cannot go below nothing, and no price cannot be changed.</source>
      <translation>价格不能低于零，没有价格的商品也无法调价。</translation>
    </message>
    <message>
      <source>A restore replaces the catalogue, and nobody is there to be asked.</source>
      <translation>恢复会替换目录，而现在没有人可以询问。</translation>
    </message>
    <message>
      <source>Add a second photo, from another side, to the products used most.</source>
      <translation>请为最常用的商品补充一张不同角度的照片。</translation>
    </message>
    <message>
      <source>Add it from the folder or zip file that you trust.</source>
      <translation>请从您信任的文件夹或 zip 文件重新添加。</translation>
    </message>
    <message>
      <source>Add the column; leave it empty where the item is not in the catalogue.</source>
      <translation>请添加此列；物品不在目录中的行留空。</translation>
    </message>
    <message>
      <source>Add yourself as administrator with a PIN, then the others.</source>
      <translation>请先将自己添加为带 PIN 码的管理员，再添加其他人。</translation>
    </message>
    <message>
      <source>Add “--yes” to the command if that is wanted.</source>
      <translation>如果确实需要，请在命令后加上“--yes”。</translation>
    </message>
    <message>
      <source>All others were checked and are whole.</source>
      <translation>其他内容均已检查，完好无损。</translation>
    </message>
    <message>
      <source>Allow cameras for Shelfsight in the privacy settings of the system.</source>
      <translation>请在系统的隐私设置中允许 Shelfsight 使用摄像头。</translation>
    </message>
    <message>
      <source>Another model pack has the name “{name}” already.</source>
      <translation>已有另一个模型包使用名称“{name}”。</translation>
    </message>
    <message>
      <source>Another program is writing to the catalogue.</source>
      <translation>另一个程序正在写入目录。</translation>
    </message>
    <message>
      <source>Another window or command of Shelfsight is using this catalogue.</source>
      <translation>Shelfsight 的另一个窗口或命令正在使用此目录。</translation>
    </message>
    <message>
      <source>Answers come as without the fit; products and photos are untouched.</source>
      <translation>答案与未适应时相同；商品和照片未改动。</translation>
    </message>
    <message>
      <source>Ask whoever made the pack for a correct one.</source>
      <translation>请向模型包的制作者索取正确的版本。</translation>
    </message>
    <message>
      <source>Catalogue managers and administrators need a PIN.</source>
      <translation>目录管理员和管理员需要 PIN 码。</translation>
    </message>
    <message>
      <source>Check its address, its password and the network, or choose another.</source>
      <translation>请检查地址、密码和网络，或选择其他摄像头。</translation>
    </message>
    <message>
      <source>Check its cable and plug it in again, or choose another camera.</source>
      <translation>请检查连接线并重新插上，或选择其他摄像头。</translation>
    </message>
    <message>
      <source>Check that the disk is there and that you may write to the folder.</source>
      <translation>请检查磁盘是否在，以及您是否可以写入该文件夹。</translation>
    </message>
    <message>
      <source>Check the SKU, or import the products first.</source>
      <translation>请检查 SKU，或先导入商品。</translation>
    </message>
    <message>
      <source>Check the SKU; a withdrawn product must be restored first.</source>
      <translation>请检查 SKU；已下架的商品须先恢复。</translation>
    </message>
    <message>
      <source>Check the code, or import the product first.</source>
      <translation>请检查代码，或先导入该商品。</translation>
    </message>
    <message>
      <source>Check the name and close the file in other programs, then try again.</source>
      <translation>请检查名称，并在其他程序中关闭该文件，然后重试。</translation>
    </message>
    <message>
      <source>Check the name in the list of people.</source>
      <translation>请在人员名单中核对姓名。</translation>
    </message>
    <message>
      <source>Check the name, the folder and the permission, then choose it again.</source>
      <translation>请检查名称、文件夹和权限，然后重新选择。</translation>
    </message>
    <message>
      <source>Check the name, the folder and the permission, then try again.</source>
      <translation>请检查名称、文件夹和权限，然后重试。</translation>
    </message>
    <message>
      <source>Check which of the two products has it on its label.</source>
      <translation>请核对这两件商品中哪一件的标签上有该条码。</translation>
    </message>
    <message>
      <source>Choose a file with a header row and at least one product.</source>
      <translation>请选择带有标题行且至少包含一个商品的文件。</translation>
    </message>
    <message>
      <source>Choose a folder with photos, or a list with at least one row.</source>
      <translation>请选择含有照片的文件夹，或至少有一行的列表。</translation>
    </message>
    <message>
      <source>Choose a name that ends in .csv, .xlsx or .zip.</source>
      <translation>请选择以 .csv、.xlsx 或 .zip 结尾的名称。</translation>
    </message>
    <message>
      <source>Choose a sheet such as a4-3x8, or sizes such as 210x297,3x8,70x37.</source>
      <translation>请选择 a4-3x8 之类的标签纸，或 210x297,3x8,70x37 之类的尺寸。</translation>
    </message>
    <message>
      <source>Choose another backup.</source>
      <translation>请选择另一个备份。</translation>
    </message>
    <message>
      <source>Choose another data folder.</source>
      <translation>请选择另一个数据文件夹。</translation>
    </message>
    <message>
      <source>Choose another folder for the demo, for instance with --data-dir.</source>
      <translation>请为演示目录选择另一个文件夹，例如使用 --data-dir。</translation>
    </message>
    <message>
      <source>Choose another folder with --data-dir or in the settings.</source>
      <translation>请用 --data-dir 或在设置中选择另一个文件夹。</translation>
    </message>
    <message>
      <source>Choose another model pack in the settings.</source>
      <translation>请在设置中选择另一个模型包。</translation>
    </message>
    <message>
      <source>Choose another name, or give the listed person a new PIN.</source>
      <translation>请换一个姓名，或为名单中的人设置新的 PIN 码。</translation>
    </message>
    <message>
      <source>Choose another one, or start it anew with the same photos.</source>
      <translation>请选择另一个批次，或用相同的照片重新开始。</translation>
    </message>
    <message>
      <source>Choose one of the list that “shelfsight restore --list” shows.</source>
      <translation>请从“shelfsight restore --list”显示的列表中选择。</translation>
    </message>
    <message>
      <source>Choose the folder that holds model.toml, or a zip file of it.</source>
      <translation>请选择包含 model.toml 的文件夹，或其 zip 文件。</translation>
    </message>
    <message>
      <source>Choose the products that are the same, then merge them.</source>
      <translation>请选择相同的商品，然后合并。</translation>
    </message>
    <message>
      <source>Clear the filters, or add a photo to the product.</source>
      <translation>请清除筛选条件，或为该商品添加照片。</translation>
    </message>
    <message>
      <source>Close it, or wait until it has finished, and try again.</source>
      <translation>请关闭它或等它完成，然后重试。</translation>
    </message>
    <message>
      <source>Close video calls and other camera programs, or choose another camera.</source>
      <translation>请关闭视频通话和其他使用摄像头的程序，或选择其他摄像头。</translation>
    </message>
    <message>
      <source>Compare its fingerprint with its maker's: {fingerprint}. Then confirm it.</source>
      <translation>请将其指纹与制作者提供的指纹比对：{fingerprint}，然后确认。</translation>
    </message>
    <message>
      <source>Compare the item by eye, then press “Repair” on the page Safety.</source>
      <translation>请用眼睛核对物品，然后在“安全”页面按“修复”。</translation>
    </message>
    <message>
      <source>Compare the pictures yourself, or choose another model pack.</source>
      <translation>请自行比较图片，或选择其他模型包。</translation>
    </message>
    <message>
      <source>Copy it again from the camera or phone.</source>
      <translation>请从相机或手机重新复制。</translation>
    </message>
    <message>
      <source>Copy the picture itself, or save it as a file and drop that.</source>
      <translation>请复制图片本身，或将其保存为文件后拖入。</translation>
    </message>
    <message>
      <source>Correct the file or delete it.</source>
      <translation>请修正该文件或将其删除。</translation>
    </message>
    <message>
      <source>Correct the row and import the file again; the other rows stay.</source>
      <translation>请修正该行并重新导入文件；其他行会保留。</translation>
    </message>
    <message>
      <source>Delete the columns that are not needed, or check what separates them.</source>
      <translation>请删除不需要的列，或检查列的分隔符。</translation>
    </message>
    <message>
      <source>Do not use this file; take the photo again.</source>
      <translation>请勿使用此文件；请重新拍摄。</translation>
    </message>
    <message>
      <source>Do not use this pack unless its maker can explain it.</source>
      <translation>除非制作者能够解释原因，否则请不要使用此模型包。</translation>
    </message>
    <message>
      <source>Everything else works without it.</source>
      <translation>没有它，其他功能照常使用。</translation>
    </message>
    <message>
      <source>Everything saved before is safe.</source>
      <translation>之前保存的内容都安全。</translation>
    </message>
    <message>
      <source>Fit again for this pack; the other fit comes back with its pack.</source>
      <translation>请为此模型包重新适应；换回原模型包时，原来的适应会恢复。</translation>
    </message>
    <message>
      <source>Fit to this catalogue again on the page “Quality”.</source>
      <translation>请在“质量”页面重新适应此目录。</translation>
    </message>
    <message>
      <source>Format the barcode column as text, type the number again and import.</source>
      <translation>请将条码列设为文本格式，重新输入号码后再导入。</translation>
    </message>
    <message>
      <source>Free some room on the disk and try again.</source>
      <translation>请在磁盘上腾出一些空间后重试。</translation>
    </message>
    <message>
      <source>Free some room, then go on with the same import.</source>
      <translation>请腾出一些空间，然后继续同一次导入。</translation>
    </message>
    <message>
      <source>Free some space and start again.</source>
      <translation>请释放一些空间后重试。</translation>
    </message>
    <message>
      <source>Free some space and start the same step again; it goes on from there.</source>
      <translation>请腾出一些空间，然后重新执行同一步骤，会从中断处继续。</translation>
    </message>
    <message>
      <source>Free some space or make the data folder writable, then choose again.</source>
      <translation>请腾出一些空间，或让数据文件夹可写，然后重新选择。</translation>
    </message>
    <message>
      <source>Give a photo, a few words or a code.</source>
      <translation>请提供照片、几个词或编码。</translation>
    </message>
    <message>
      <source>Give each column a name of its own and import the file again.</source>
      <translation>请为每一列取不同的名称，然后重新导入。</translation>
    </message>
    <message>
      <source>Give each column of the file one meaning, and each meaning once.</source>
      <translation>请为文件的每一列指定一种含义，每种含义只用一次。</translation>
    </message>
    <message>
      <source>Give the SKUs of two to four products, or a photo.</source>
      <translation>请给出两到四个商品的 SKU，或一张照片。</translation>
    </message>
    <message>
      <source>Give the product a price first.</source>
      <translation>请先为该商品设定价格。</translation>
    </message>
    <message>
      <source>Give x, y, w and h in pixels, or leave all four empty.</source>
      <translation>请以像素给出 x、y、w 和 h，或将四项全部留空。</translation>
    </message>
    <message>
      <source>If it stays away, unplug the camera and plug it in again.</source>
      <translation>如果一直没有画面，请拔下摄像头后重新插上。</translation>
    </message>
    <message>
      <source>If it stays so, choose a smaller picture or another camera.</source>
      <translation>如果一直如此，请选择较小的画面或其他摄像头。</translation>
    </message>
    <message>
      <source>If it stays so, unplug the camera and plug it in again.</source>
      <translation>如果一直如此，请拔下摄像头后重新插上。</translation>
    </message>
    <message>
      <source>Import the file again on that day; the other rows stay.</source>
      <translation>请在那一天再次导入该文件；其他行已保留。</translation>
    </message>
    <message>
      <source>Import the product first, then this file again; the other rows stay.</source>
      <translation>请先导入该商品，再导入此文件；其他行已保留。</translation>
    </message>
    <message>
      <source>Install Shelfsight again, or choose a model pack in the settings.</source>
      <translation>请重新安装 Shelfsight，或在设置中选择模型包。</translation>
    </message>
    <message>
      <source>Install Shelfsight again, or choose another model pack.</source>
      <translation>请重新安装 Shelfsight，或选择另一个模型包。</translation>
    </message>
    <message>
      <source>Install Shelfsight once more with the extra “reading” (see README).</source>
      <translation>请连同附加组件“reading”重新安装 Shelfsight（见 README）。</translation>
    </message>
    <message>
      <source>Install them as the README says; no display is needed.</source>
      <translation>请按 README 的说明安装；不需要显示器。</translation>
    </message>
    <message>
      <source>It goes on; nothing was changed.</source>
      <translation>它会继续进行；没有任何更改。</translation>
    </message>
    <message>
      <source>It was left as it is; the standard settings are used.</source>
      <translation>该文件保持原样；现使用默认设置。</translation>
    </message>
    <message>
      <source>It was not read, and nothing was added.</source>
      <translation>该文件未被读取，也没有添加任何内容。</translation>
    </message>
    <message>
      <source>Labels cannot be drawn: graphical system libraries are missing.</source>
      <translation>无法绘制标签：缺少图形系统库。</translation>
    </message>
    <message>
      <source>Leave it: it is needed when another pack fails.</source>
      <translation>请保留它：其他模型包失败时需要它。</translation>
    </message>
    <message>
      <source>Load it again from its source, or unpack it and choose the folder.</source>
      <translation>请重新获取该文件，或解压后选择文件夹。</translation>
    </message>
    <message>
      <source>Look at the list of movements; count the product if the stock is wrong.</source>
      <translation>请查看出入库记录；如库存不对，请盘点该商品。</translation>
    </message>
    <message>
      <source>Look at the product as it is now, then change it again if you want.</source>
      <translation>请查看该商品当前的状态，如有需要再次修改。</translation>
    </message>
    <message>
      <source>Look the item up again, then choose another product.</source>
      <translation>请重新查找该物品，再选择另一件商品。</translation>
    </message>
    <message>
      <source>Lookup {name} is no longer in the history.</source>
      <translation>历史记录中已没有查找 {name}。</translation>
    </message>
    <message>
      <source>Make somebody else administrator first, or remove the others first.</source>
      <translation>请先将其他人设为管理员，或先移除其他人。</translation>
    </message>
    <message>
      <source>Make the folder writable for you, or choose another data folder.</source>
      <translation>请取得该文件夹的写入权限，或选择另一个数据文件夹。</translation>
    </message>
    <message>
      <source>Merging takes two products or more.</source>
      <translation>合并需要至少两个商品。</translation>
    </message>
    <message>
      <source>Name a file in a folder that you may write to.</source>
      <translation>请指定您有权写入的文件夹中的文件。</translation>
    </message>
    <message>
      <source>Name and PIN do not belong together.</source>
      <translation>姓名与 PIN 码不匹配。</translation>
    </message>
    <message>
      <source>Name another file for the answers.</source>
      <translation>请为结果指定另一个文件。</translation>
    </message>
    <message>
      <source>Name the columns in the first row: photo, text, x, y, w, h, sku.</source>
      <translation>请在第一行写明列名：photo、text、x、y、w、h、sku。</translation>
    </message>
    <message>
      <source>Name the columns so in the first row of the list.</source>
      <translation>请在列表第一行这样命名各列。</translation>
    </message>
    <message>
      <source>Name the columns so in the first row, or say what each means: in the window, or with --map TITLE=NAME.</source>
      <translation>请在第一行这样命名各列，或说明每列的含义：在窗口中，或用 --map TITLE=NAME。</translation>
    </message>
    <message>
      <source>No camera was found.</source>
      <translation>没有找到摄像头。</translation>
    </message>
    <message>
      <source>No model pack was found in “{name}”.</source>
      <translation>在“{name}”中未找到模型包。</translation>
    </message>
    <message>
      <source>No other product looks like “{name}”, or it has no photo to compare.</source>
      <translation>没有其他商品与“{name}”相似，或它没有可比较的照片。</translation>
    </message>
    <message>
      <source>No product could be read from the damaged catalogue.</source>
      <translation>无法从损坏的目录中读取任何商品。</translation>
    </message>
    <message>
      <source>No product has two photos, so nothing can be measured.</source>
      <translation>没有商品拥有两张照片，因此无法衡量。</translation>
    </message>
    <message>
      <source>No product in your catalogue has the code {name}.</source>
      <translation>您的目录中没有商品带有条码 {name}。</translation>
    </message>
    <message>
      <source>No product of the catalogue has the SKU or code {value}.</source>
      <translation>目录中没有 SKU 或代码为 {value} 的商品。</translation>
    </message>
    <message>
      <source>No product of your catalogue has the SKU {value}.</source>
      <translation>您的目录中没有 SKU 为 {value} 的商品。</translation>
    </message>
    <message>
      <source>Nothing else is affected.</source>
      <translation>其他内容不受影响。</translation>
    </message>
    <message>
      <source>Nothing more to do: scanning the code finds the product.</source>
      <translation>无需再做什么：扫描该条码即可找到商品。</translation>
    </message>
    <message>
      <source>Nothing was added; the model pack in use goes on answering.</source>
      <translation>没有添加任何内容；正在使用的模型包继续工作。</translation>
    </message>
    <message>
      <source>Nothing was begun; everything saved before is safe.</source>
      <translation>尚未开始任何操作；之前保存的内容都安全。</translation>
    </message>
    <message>
      <source>Nothing was changed.</source>
      <translation>未做任何更改。</translation>
    </message>
    <message>
      <source>Nothing was changed; everybody may still do everything.</source>
      <translation>没有任何更改；每个人仍可做任何事。</translation>
    </message>
    <message>
      <source>Nothing was changed; the scan is in the history.</source>
      <translation>没有任何更改；此次扫码已记入历史记录。</translation>
    </message>
    <message>
      <source>Nothing was sent and nothing was loaded.</source>
      <translation>没有发送也没有加载任何内容。</translation>
    </message>
    <message>
      <source>Nothing was sent.</source>
      <translation>没有发送任何内容。</translation>
    </message>
    <message>
      <source>Nothing was written.</source>
      <translation>没有写入任何内容。</translation>
    </message>
    <message>
      <source>Only this catalogue decides so; the model pack is unchanged.</source>
      <translation>只有本目录这样判定；模型包未改变。</translation>
    </message>
    <message>
      <source>Only this folder was left out.</source>
      <translation>只略过了这个文件夹。</translation>
    </message>
    <message>
      <source>Only this row was left out.</source>
      <translation>只略过了这一行。</translation>
    </message>
    <message>
      <source>Open it in another program to check it, or take the photo again.</source>
      <translation>请用其他程序打开检查，或重新拍摄。</translation>
    </message>
    <message>
      <source>Open it in another program.</source>
      <translation>可用其他程序打开。</translation>
    </message>
    <message>
      <source>Open it in your spreadsheet program and save it again as XLSX or CSV.</source>
      <translation>请用电子表格程序打开，再另存为 XLSX 或 CSV。</translation>
    </message>
    <message>
      <source>Open the lens cover or privacy shutter, or switch a light on.</source>
      <translation>请打开镜头盖或隐私挡板，或开灯。</translation>
    </message>
    <message>
      <source>Open the list of inquiries again.</source>
      <translation>请重新打开咨询列表。</translation>
    </message>
    <message>
      <source>Photos and backups were left as they are.</source>
      <translation>照片和备份保持原样。</translation>
    </message>
    <message>
      <source>Photos, words and codes can be looked up all the same.</source>
      <translation>照片、文字和代码仍可照常查找。</translation>
    </message>
    <message>
      <source>Place, stock and price are those of today.</source>
      <translation>位置、库存和价格为当前数据。</translation>
    </message>
    <message>
      <source>Plug a camera in, or choose a network camera or a video file.</source>
      <translation>请插上摄像头，或选择网络摄像头或视频文件。</translation>
    </message>
    <message>
      <source>Press {key} for the list of inquiries, to send it or to close it.</source>
      <translation>按 {key} 打开咨询列表，可发送或关闭它。</translation>
    </message>
    <message>
      <source>Press “Repair” on the page Safety, or run “shelfsight check --repair”.</source>
      <translation>请在“安全”页面按“修复”，或运行“shelfsight check --repair”。</translation>
    </message>
    <message>
      <source>Press “Try again” to play it from the beginning.</source>
      <translation>按“重试”可从头播放。</translation>
    </message>
    <message>
      <source>Products, photos and the answers given so far are as they were.</source>
      <translation>商品、照片和之前给出的答案都保持不变。</translation>
    </message>
    <message>
      <source>Put photos into it and import the folder again; the others stay.</source>
      <translation>请放入照片并重新导入文件夹；其他内容会保留。</translation>
    </message>
    <message>
      <source>Put the add-on of this version in its place (administrator's guide).</source>
      <translation>请换成此版本的附加组件（见管理员指南）。</translation>
    </message>
    <message>
      <source>Put the photo back in its folder if it shall become a reference.</source>
      <translation>如果要让它成为参考照片，请把照片放回原文件夹。</translation>
    </message>
    <message>
      <source>Put the photos beside the file and name them by a relative path.</source>
      <translation>请将照片放在该文件旁，并用相对路径命名。</translation>
    </message>
    <message>
      <source>Remove that pack first, or ask for this one under another name.</source>
      <translation>请先移除那个模型包，或索取使用其他名称的版本。</translation>
    </message>
    <message>
      <source>Remove the file from the pack if you know what it is, then try again.</source>
      <translation>如果您知道该文件是什么，请将其从模型包中移除后重试。</translation>
    </message>
    <message>
      <source>Restore a backup of the folder, or choose another data folder.</source>
      <translation>请恢复该文件夹的备份，或选择另一个数据文件夹。</translation>
    </message>
    <message>
      <source>Restore a backup, or import your products again into another folder.</source>
      <translation>请恢复一个备份，或将商品重新导入另一个文件夹。</translation>
    </message>
    <message>
      <source>Restore a backup, or put the file “catalogue.sqlite” back.</source>
      <translation>请恢复一个备份，或把文件“catalogue.sqlite”放回原处。</translation>
    </message>
    <message>
      <source>Restore that product, or type another SKU.</source>
      <translation>请恢复该商品，或输入其他 SKU。</translation>
    </message>
    <message>
      <source>SKU “{value}” was already on line {line}.</source>
      <translation>SKU“{value}”已在第 {line} 行出现过。</translation>
    </message>
    <message>
      <source>Save it as JPEG, PNG, WebP, BMP, GIF or TIFF and try again.</source>
      <translation>请另存为 JPEG、PNG、WebP、BMP、GIF 或 TIFF 后重试。</translation>
    </message>
    <message>
      <source>Save it as MP4 or AVI and choose it again.</source>
      <translation>请另存为 MP4 或 AVI 后重新选择。</translation>
    </message>
    <message>
      <source>Save it as “CSV UTF-8”, or choose its encoding (for instance cp1252).</source>
      <translation>请另存为“CSV UTF-8”，或选择其编码（例如 cp1252）。</translation>
    </message>
    <message>
      <source>Save it with at most 50 megapixels and 64 MB and try again.</source>
      <translation>请保存为不超过 5000 万像素且不超过 64 MB，然后重试。</translation>
    </message>
    <message>
      <source>Save the list as CSV or XLSX, or choose a folder of photos.</source>
      <translation>请将列表存为 CSV 或 XLSX，或选择照片文件夹。</translation>
    </message>
    <message>
      <source>Save the picture smaller and try again.</source>
      <translation>请将图片存小一些后重试。</translation>
    </message>
    <message>
      <source>Save what can be read from the damaged catalogue, or import it again.</source>
      <translation>请从损坏的目录中抢救可读的内容，或重新导入。</translation>
    </message>
    <message>
      <source>Scan another code of the label, or drop a photo of the item.</source>
      <translation>请扫描标签上的另一个条码，或拖入该物品的照片。</translation>
    </message>
    <message>
      <source>See the list of packs, or add it first.</source>
      <translation>请查看模型包列表，或先添加它。</translation>
    </message>
    <message>
      <source>Set the phone's camera format to “Most compatible” or save it as JPEG.</source>
      <translation>请将手机相机格式设为“兼容性最佳”，或另存为 JPEG。</translation>
    </message>
    <message>
      <source>Shelfsight may not use the camera “{name}”.</source>
      <translation>Shelfsight 无权使用摄像头“{name}”。</translation>
    </message>
    <message>
      <source>Sign in with Ctrl+Alt+S (in the terminal: --person NAME), or ask somebody who may.</source>
      <translation>请用 Ctrl+Alt+S 登录（在终端中用 --person NAME），或请有权限的人来做。</translation>
    </message>
    <message>
      <source>Something went wrong inside Shelfsight: {reason}.</source>
      <translation>Shelfsight 内部出错：{reason}。</translation>
    </message>
    <message>
      <source>Start Shelfsight again; if it fails again, run “shelfsight doctor”.</source>
      <translation>请重新启动 Shelfsight；若再次失败，请运行“shelfsight doctor”。</translation>
    </message>
    <message>
      <source>Stock and prices are unchanged.</source>
      <translation>库存和价格未变。</translation>
    </message>
    <message>
      <source>Stored entries that the disk has changed: {count}.</source>
      <translation>被磁盘改动的存储内容：{count} 条。</translation>
    </message>
    <message>
      <source>Take some of them away.</source>
      <translation>请去掉其中一些。</translation>
    </message>
    <message>
      <source>The SKU “{value}” already belongs to “{owner}”.</source>
      <translation>SKU“{value}”已属于“{owner}”。</translation>
    </message>
    <message>
      <source>The SKU “{value}” belongs to “{owner}”, which was withdrawn.</source>
      <translation>SKU“{value}”属于已停用的“{owner}”。</translation>
    </message>
    <message>
      <source>The answer is marked as unsure for that reason.</source>
      <translation>因此该答案标为“不确定”。</translation>
    </message>
    <message>
      <source>The answer itself is complete.</source>
      <translation>查找结果本身是完整的。</translation>
    </message>
    <message>
      <source>The backup {name} is damaged: {reason}.</source>
      <translation>备份 {name} 已损坏：{reason}。</translation>
    </message>
    <message>
      <source>The backups in “{name}” cannot be read or written: {reason}.</source>
      <translation>无法读取或写入“{name}”中的备份：{reason}。</translation>
    </message>
    <message>
      <source>The batch “{name}” is still running.</source>
      <translation>批次“{name}”仍在运行。</translation>
    </message>
    <message>
      <source>The box “{value}” is not four whole numbers within the photo.</source>
      <translation>框“{value}”不是照片范围内的四个整数。</translation>
    </message>
    <message>
      <source>The camera “{name}” cannot be opened; another program may be using it.</source>
      <translation>无法打开摄像头“{name}”；可能有其他程序正在使用。</translation>
    </message>
    <message>
      <source>The camera “{name}” is not there.</source>
      <translation>摄像头“{name}”不在。</translation>
    </message>
    <message>
      <source>The camera “{name}” sends no picture.</source>
      <translation>摄像头“{name}”没有送来画面。</translation>
    </message>
    <message>
      <source>The camera “{name}” sends the same picture again and again.</source>
      <translation>摄像头“{name}”一直送来同一画面。</translation>
    </message>
    <message>
      <source>The catalogue file in “{name}” is gone, but its photos are there.</source>
      <translation>“{name}”中的目录文件不见了，但照片还在。</translation>
    </message>
    <message>
      <source>The catalogue has {columns} columns; a workbook takes {most}.</source>
      <translation>目录有 {columns} 列；工作簿最多 {most} 列。</translation>
    </message>
    <message>
      <source>The catalogue in “{name}” cannot be read: {reason}.</source>
      <translation>无法读取“{name}”中的目录：{reason}。</translation>
    </message>
    <message>
      <source>The catalogue in “{name}” holds products of your own.</source>
      <translation>“{name}”中的目录包含您自己的商品。</translation>
    </message>
    <message>
      <source>The catalogue in “{name}” was written by a newer Shelfsight.</source>
      <translation>“{name}”中的目录由更新版本的 Shelfsight 写入。</translation>
    </message>
    <message>
      <source>The catalogue itself is untouched.</source>
      <translation>目录本身未受影响。</translation>
    </message>
    <message>
      <source>The cell in column “{column}” holds control characters.</source>
      <translation>“{column}”列的单元格含有控制字符。</translation>
    </message>
    <message>
      <source>The cell in column “{column}” is too long.</source>
      <translation>“{column}”列的单元格过长。</translation>
    </message>
    <message>
      <source>The code {value} already belongs to “{owner}” ({sku}).</source>
      <translation>条码 {value} 已属于“{owner}”（{sku}）。</translation>
    </message>
    <message>
      <source>The code “{value}” already belongs to product “{owner}”.</source>
      <translation>编码“{value}”已属于商品“{owner}”。</translation>
    </message>
    <message>
      <source>The columns cannot be read like that: {reason}.</source>
      <translation>无法这样读取各列：{reason}。</translation>
    </message>
    <message>
      <source>The damaged file was left as it is.</source>
      <translation>损坏的文件保持原样。</translation>
    </message>
    <message>
      <source>The date {value} lies in the future.</source>
      <translation>{value} 在将来。</translation>
    </message>
    <message>
      <source>The disk has room for {free} MB, the model pack needs {needed} MB.</source>
      <translation>磁盘可用空间为 {free} MB，模型包需要 {needed} MB。</translation>
    </message>
    <message>
      <source>The disk of “{name}” is full.</source>
      <translation>“{name}”所在的磁盘已满。</translation>
    </message>
    <message>
      <source>The disk of “{name}” is full; {done} of {total} rows are done.</source>
      <translation>“{name}”所在的磁盘已满；已完成 {done} 行，共 {total} 行。</translation>
    </message>
    <message>
      <source>The file in “{name}” is not a Shelfsight catalogue.</source>
      <translation>“{name}”中的文件不是 Shelfsight 目录。</translation>
    </message>
    <message>
      <source>The file was left as it is.</source>
      <translation>文件保持原样。</translation>
    </message>
    <message>
      <source>The file “{name}” cannot be written: {reason}.</source>
      <translation>无法写入文件“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>The first person has to be an administrator.</source>
      <translation>第一个人必须是管理员。</translation>
    </message>
    <message>
      <source>The fit to this catalogue belongs to another model pack.</source>
      <translation>对此目录的适应属于另一个模型包。</translation>
    </message>
    <message>
      <source>The fit to this catalogue is damaged and not used.</source>
      <translation>对此目录的适应已损坏，未使用。</translation>
    </message>
    <message>
      <source>The folder “{name}” cannot be used: {reason}.</source>
      <translation>无法使用文件夹“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>The folder “{name}” cannot be written to.</source>
      <translation>无法写入文件夹“{name}”。</translation>
    </message>
    <message>
      <source>The folder “{value}” holds no photos.</source>
      <translation>文件夹“{value}”中没有照片。</translation>
    </message>
    <message>
      <source>The inquiry is saved.</source>
      <translation>咨询已保存。</translation>
    </message>
    <message>
      <source>The last picture can still be taken as a photo.</source>
      <translation>最后的画面仍可拍成照片。</translation>
    </message>
    <message>
      <source>The model gave no usable answer for “{name}”.</source>
      <translation>模型未能对“{name}”给出可用的答案。</translation>
    </message>
    <message>
      <source>The model pack in use goes on answering; nothing is lost.</source>
      <translation>正在使用的模型包继续工作；没有丢失任何内容。</translation>
    </message>
    <message>
      <source>The model pack “{name}” belongs to the program.</source>
      <translation>模型包“{name}”随程序提供。</translation>
    </message>
    <message>
      <source>The model pack “{name}” cannot be used: {reason}.</source>
      <translation>无法使用模型包“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>The model pack “{name}” cannot explain which regions are alike.</source>
      <translation>模型包“{name}”无法说明哪些区域相似。</translation>
    </message>
    <message>
      <source>The model pack “{name}” failed its first run: {reason}.</source>
      <translation>模型包“{name}”首次运行失败：{reason}。</translation>
    </message>
    <message>
      <source>The model pack “{name}” is being prepared already.</source>
      <translation>模型包“{name}”已在准备中。</translation>
    </message>
    <message>
      <source>The model pack “{name}” is damaged: {reason}.</source>
      <translation>模型包“{name}”已损坏：{reason}。</translation>
    </message>
    <message>
      <source>The model pack “{name}” is in use or being prepared.</source>
      <translation>模型包“{name}”正在使用或正在准备。</translation>
    </message>
    <message>
      <source>The model pack “{name}” was never confirmed, or has changed since.</source>
      <translation>模型包“{name}”从未被确认，或在确认之后被更改。</translation>
    </message>
    <message>
      <source>The model pack “{name}” was not confirmed.</source>
      <translation>模型包“{name}”未被确认。</translation>
    </message>
    <message>
      <source>The network camera “{name}” does not answer.</source>
      <translation>网络摄像头“{name}”没有响应。</translation>
    </message>
    <message>
      <source>The network “{file}” of the pack “{name}” cannot be understood.</source>
      <translation>无法识别模型包“{name}”中的网络“{file}”。</translation>
    </message>
    <message>
      <source>The network “{file}” of the pack “{name}” wants to read “{outside}”.</source>
      <translation>模型包“{name}”的网络“{file}”想要读取“{outside}”。</translation>
    </message>
    <message>
      <source>The network “{file}” of “{name}” asks for operators of others: {operators}.</source>
      <translation>“{name}”的网络“{file}”要求使用外部运算符：{operators}。</translation>
    </message>
    <message>
      <source>The newer change was kept.</source>
      <translation>已保留较新的修改。</translation>
    </message>
    <message>
      <source>The pack holds “{name}”, which its card does not name.</source>
      <translation>模型包中含有“{name}”，但其卡片没有列出它。</translation>
    </message>
    <message>
      <source>The pack uses “{name}” as a name, which could lead out of its folder.</source>
      <translation>模型包使用了名称“{name}”，它可能指向文件夹之外。</translation>
    </message>
    <message>
      <source>The pack “{name}” is too large: {megabytes} MB.</source>
      <translation>模型包“{name}”太大：{megabytes} MB。</translation>
    </message>
    <message>
      <source>The photo “{name}” could not be read any more, so it taught nothing.</source>
      <translation>照片“{name}”已无法读取，因此没有用于教学。</translation>
    </message>
    <message>
      <source>The picture comes back by itself.</source>
      <translation>画面会自动恢复。</translation>
    </message>
    <message>
      <source>The picture is black.</source>
      <translation>画面是黑的。</translation>
    </message>
    <message>
      <source>The picture reader could not be started: {reason}.</source>
      <translation>无法启动图片读取器：{reason}。</translation>
    </message>
    <message>
      <source>The print on an item cannot be read: the add-on for reading was made for another version of Shelfsight.</source>
      <translation>无法读取物品上的文字：读取文字的附加组件是为另一个版本的 Shelfsight 制作的。</translation>
    </message>
    <message>
      <source>The print on an item cannot be read: the reader is not installed.</source>
      <translation>无法读取物品上的文字：未安装读取器。</translation>
    </message>
    <message>
      <source>The print on “{name}” could not be read: the reader stopped.</source>
      <translation>无法读取“{name}”上的文字：读取器已停止。</translation>
    </message>
    <message>
      <source>The product stays, without this photo.</source>
      <translation>商品会保留，但不含这张照片。</translation>
    </message>
    <message>
      <source>The reader was started again; nothing is lost.</source>
      <translation>读取器已重新启动；没有任何丢失。</translation>
    </message>
    <message>
      <source>The row has more cells than the header, or a quote was left open.</source>
      <translation>该行的单元格多于标题行，或有引号未闭合。</translation>
    </message>
    <message>
      <source>The row has no SKU.</source>
      <translation>该行没有 SKU。</translation>
    </message>
    <message>
      <source>The row has no name.</source>
      <translation>该行没有名称。</translation>
    </message>
    <message>
      <source>The settings could not be saved in “{name}”: {reason}.</source>
      <translation>设置无法保存到“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>The settings file “{name}” cannot be read: {reason}.</source>
      <translation>无法读取设置文件“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>The settings say for how long lookups are kept.</source>
      <translation>查找保留多久由设置决定。</translation>
    </message>
    <message>
      <source>The video “{name}” is over.</source>
      <translation>视频“{name}”已播完。</translation>
    </message>
    <message>
      <source>The video “{name}” was not found or may not be opened.</source>
      <translation>没有找到视频“{name}”，或无权打开。</translation>
    </message>
    <message>
      <source>The zip file “{name}” cannot be unpacked: {reason}.</source>
      <translation>无法解压 zip 文件“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>There is no backup “{name}”.</source>
      <translation>没有名为“{name}”的备份。</translation>
    </message>
    <message>
      <source>There is no model pack “{name}” here.</source>
      <translation>这里没有模型包“{name}”。</translation>
    </message>
    <message>
      <source>There is no product to make a label of: {name}.</source>
      <translation>没有可制作标签的商品：{name}。</translation>
    </message>
    <message>
      <source>There is no whole backup in “{name}”.</source>
      <translation>“{name}”中没有完好的备份。</translation>
    </message>
    <message>
      <source>There is nothing to compare yet.</source>
      <translation>还没有可比较的内容。</translation>
    </message>
    <message>
      <source>There is nothing to look up in “{name}”.</source>
      <translation>“{name}”中没有可查找的内容。</translation>
    </message>
    <message>
      <source>There is nothing to look up yet.</source>
      <translation>还没有可查找的内容。</translation>
    </message>
    <message>
      <source>There is too little room for “{name}”: {needed} MB must be free, {free} MB are.</source>
      <translation>“{name}”所在磁盘空间不足：需要 {needed} MB 可用空间，现有 {free} MB。</translation>
    </message>
    <message>
      <source>They are used until you close Shelfsight; the old file is whole.</source>
      <translation>在关闭 Shelfsight 之前一直有效；旧文件完好无损。</translation>
    </message>
    <message>
      <source>This batch is no longer there, or its file is damaged.</source>
      <translation>该批次已不存在，或其文件已损坏。</translation>
    </message>
    <message>
      <source>This inquiry was closed or deleted meanwhile.</source>
      <translation>该咨询已被关闭或删除。</translation>
    </message>
    <message>
      <source>This is for administrators.</source>
      <translation>这需要管理员来做。</translation>
    </message>
    <message>
      <source>This is for catalogue managers.</source>
      <translation>这需要目录管理员来做。</translation>
    </message>
    <message>
      <source>This is the answer of {time} for {person}, from the history.</source>
      <translation>这是历史记录中 {time} 给 {person} 的结果。</translation>
    </message>
    <message>
      <source>This movement was taken back already, or it cannot be.</source>
      <translation>此变动已撤回，或无法撤回。</translation>
    </message>
    <message>
      <source>This product is no longer in your catalogue.</source>
      <translation>此商品已不在您的目录中。</translation>
    </message>
    <message>
      <source>This product was left as it is.</source>
      <translation>该商品保持不变。</translation>
    </message>
    <message>
      <source>To teach or to look again, drop the photo or type the words anew.</source>
      <translation>要教学或重新查找，请再次拖入照片或输入词语。</translation>
    </message>
    <message>
      <source>Too many wrong PINs.</source>
      <translation>PIN 码输错次数过多。</translation>
    </message>
    <message>
      <source>Try again, or type the words that you see.</source>
      <translation>请重试，或输入您看到的文字。</translation>
    </message>
    <message>
      <source>Try again; if it comes back, show the log file to your administrator.</source>
      <translation>请重试；若再次出现，请将日志文件交给管理员。</translation>
    </message>
    <message>
      <source>Try another photo; if it happens again, run “shelfsight doctor”.</source>
      <translation>请换一张照片；若再次发生，请运行“shelfsight doctor”。</translation>
    </message>
    <message>
      <source>Type a PIN, or make the person a clerk.</source>
      <translation>请输入 PIN 码，或将此人设为店员。</translation>
    </message>
    <message>
      <source>Type a longer one; letters are allowed.</source>
      <translation>请输入更长的 PIN 码；可以使用字母。</translation>
    </message>
    <message>
      <source>Type a number above zero; a count may be zero.</source>
      <translation>请输入大于零的数；盘点可以为零。</translation>
    </message>
    <message>
      <source>Type a price such as 12.50, or a change such as +5 %, -10 % or +0.50.</source>
      <translation>请输入价格（如 12.50）或调整（如 +5 %、-10 % 或 +0.50）。</translation>
    </message>
    <message>
      <source>Type an address such as rtsp://192.168.1.20/stream.</source>
      <translation>请输入类似 rtsp://192.168.1.20/stream 的地址。</translation>
    </message>
    <message>
      <source>Type another SKU, or attach the photo to that product.</source>
      <translation>请输入另一个 SKU，或把照片附加到该商品。</translation>
    </message>
    <message>
      <source>Type the PIN again, or ask an administrator for a new one.</source>
      <translation>请重新输入 PIN 码，或请管理员设置新的。</translation>
    </message>
    <message>
      <source>Type the name that the change log should show.</source>
      <translation>请输入要在变更记录中显示的姓名。</translation>
    </message>
    <message>
      <source>Unpack it and import the folder or the table in it.</source>
      <translation>请解压后导入其中的文件夹或表格。</translation>
    </message>
    <message>
      <source>Unpack it and import the table that you mean.</source>
      <translation>请解压后导入您需要的那个表格。</translation>
    </message>
    <message>
      <source>Unpack the add-on for reading into the folder “addons” beside the program (administrator's guide).</source>
      <translation>请将读取文字的附加组件解压到程序旁边的文件夹“addons”（见管理员指南）。</translation>
    </message>
    <message>
      <source>Up to {most} products can be compared at once.</source>
      <translation>一次最多比较 {most} 个商品。</translation>
    </message>
    <message>
      <source>Update Shelfsight on this computer and open it again.</source>
      <translation>请更新本机的 Shelfsight，然后重新打开。</translation>
    </message>
    <message>
      <source>Use a pack of at most 2 GB.</source>
      <translation>请使用不超过 2 GB 的模型包。</translation>
    </message>
    <message>
      <source>Use another pack first, then remove this one.</source>
      <translation>请先改用其他模型包，再移除这一个。</translation>
    </message>
    <message>
      <source>Use numbers of zero or more; a pack is above zero, a service 50 to 99.9 %.</source>
      <translation>请使用零或更大的数；包装须大于零，服务水平为 50 到 99.9 %。</translation>
    </message>
    <message>
      <source>Use out, in or count in the column kind and import the file again.</source>
      <translation>请在 kind 列使用 out、in 或 count，然后再次导入。</translation>
    </message>
    <message>
      <source>Wait until it has finished and try again.</source>
      <translation>请等待其完成后重试。</translation>
    </message>
    <message>
      <source>Wait until it has finished, or stop it: you can go on with it later.</source>
      <translation>请等待完成，或先停止：以后可以继续。</translation>
    </message>
    <message>
      <source>Wait until it is ready, or stop it first.</source>
      <translation>请等待其准备完成，或先停止它。</translation>
    </message>
    <message>
      <source>Wait {seconds} seconds, then try again.</source>
      <translation>请等待 {seconds} 秒后再试。</translation>
    </message>
    <message>
      <source>What is done is saved, and so is everything from before.</source>
      <translation>已完成的部分以及之前的所有内容都已保存。</translation>
    </message>
    <message>
      <source>What is stored about “{sku}” was changed by the disk.</source>
      <translation>“{sku}”的存储内容被磁盘改变了。</translation>
    </message>
    <message>
      <source>What the camera “{name}” sends cannot be read.</source>
      <translation>摄像头“{name}”送来的内容无法读取。</translation>
    </message>
    <message>
      <source>What was set before stays.</source>
      <translation>之前的设置保留不变。</translation>
    </message>
    <message>
      <source>Whoever was signed in still is.</source>
      <translation>原先登录的人仍处于登录状态。</translation>
    </message>
    <message>
      <source>Write dates as 2026-11-24 and import the file again.</source>
      <translation>请把日期写成 2026-11-24，然后再次导入。</translation>
    </message>
    <message>
      <source>Write it as CSV or ZIP.</source>
      <translation>请写成 CSV 或 ZIP。</translation>
    </message>
    <message>
      <source>Write {one}, or {other}0 with one more digit, and import the file again.</source>
      <translation>请写成 {one}，或多写一位数字 {other}0，然后重新导入文件。</translation>
    </message>
    <message>
      <source>Your catalogue is unchanged.</source>
      <translation>您的目录没有变化。</translation>
    </message>
    <message>
      <source>Your decision is kept.</source>
      <translation>您的决定已保存。</translation>
    </message>
    <message>
      <source>Your threshold holds now: a photo is called a match from {value} on (before: from {before} on).</source>
      <translation>您的阈值现已生效：从 {value} 起判为匹配（之前：从 {before} 起）。</translation>
    </message>
    <message>
      <source>Your threshold is dropped, the model's own holds again: a photo is called a match from {value} on (before: from {before} on).</source>
      <translation>您的阈值已取消，重新使用模型自带的阈值：从 {value} 起判为匹配（之前：从 {before} 起）。</translation>
    </message>
    <message>
      <source>no NVIDIA graphics processor was found</source>
      <translation>未找到 NVIDIA 显卡</translation>
    </message>
    <message>
      <source>the CUDA add-on is not installed</source>
      <translation>未安装 CUDA 附加组件</translation>
    </message>
    <message>
      <source>the CUDA add-on was made for another version of Shelfsight</source>
      <translation>CUDA 附加组件是为另一个版本的 Shelfsight 制作的</translation>
    </message>
    <message>
      <source>the CUDA libraries could not be loaded</source>
      <translation>无法加载 CUDA 库</translation>
    </message>
    <message>
      <source>the graphics processor failed and is not used until the next start</source>
      <translation>显卡出错，下次启动前不再使用</translation>
    </message>
    <message>
      <source>the installed ONNX Runtime has no CUDA support</source>
      <translation>已安装的 ONNX Runtime 不支持 CUDA</translation>
    </message>
    <message>
      <source>“Use the model's threshold” goes back.</source>
      <translation>“使用模型的阈值”可恢复。</translation>
    </message>
    <message>
      <source>“{name}” cannot be imported: it is not CSV, XLSX or a folder.</source>
      <translation>无法导入“{name}”：它不是 CSV、XLSX 或文件夹。</translation>
    </message>
    <message>
      <source>“{name}” cannot be used as a ZIP file: {reason}.</source>
      <translation>“{name}”无法作为 ZIP 文件使用：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” does not say which answers are right: no column “sku”.</source>
      <translation>“{name}”没有说明正确答案：缺少“sku”列。</translation>
    </message>
    <message>
      <source>“{name}” has neither a column “photo” nor a column “text”.</source>
      <translation>“{name}”既没有“photo”列也没有“text”列。</translation>
    </message>
    <message>
      <source>“{name}” has two columns named “{column}”.</source>
      <translation>“{name}”有两列都名为“{column}”。</translation>
    </message>
    <message>
      <source>“{name}” has {columns} columns; at most {most} can be read.</source>
      <translation>“{name}”有 {columns} 列；最多可读取 {most} 列。</translation>
    </message>
    <message>
      <source>“{name}” holds no products.</source>
      <translation>“{name}”中没有商品。</translation>
    </message>
    <message>
      <source>“{name}” holds several tables: {tables}.</source>
      <translation>“{name}”中有多个表格：{tables}。</translation>
    </message>
    <message>
      <source>“{name}” is a link to another computer; Shelfsight works offline.</source>
      <translation>“{name}”是指向其他电脑的链接；Shelfsight 离线工作。</translation>
    </message>
    <message>
      <source>“{name}” is an empty file.</source>
      <translation>“{name}”是空文件。</translation>
    </message>
    <message>
      <source>“{name}” is an iPhone photo in HEIC format, which cannot be read here.</source>
      <translation>“{name}”是 HEIC 格式的 iPhone 照片，此处无法读取。</translation>
    </message>
    <message>
      <source>“{name}” is listed already.</source>
      <translation>“{name}”已在名单中。</translation>
    </message>
    <message>
      <source>“{name}” is neither a folder nor a zip file with a card (model.toml).</source>
      <translation>“{name}”既不是文件夹，也不是带有模型卡片（model.toml）的 zip 文件。</translation>
    </message>
    <message>
      <source>“{name}” is no sheet of labels, or the labels do not fit on it.</source>
      <translation>“{name}”不是标签纸，或标签放不下。</translation>
    </message>
    <message>
      <source>“{name}” is not a picture that can be read, or it is damaged.</source>
      <translation>“{name}”不是可读取的图片，或已损坏。</translation>
    </message>
    <message>
      <source>“{name}” is not a video that can be read, or it is damaged.</source>
      <translation>“{name}”不是可读取的视频，或已损坏。</translation>
    </message>
    <message>
      <source>“{name}” is not a workbook that can be read: {reason}.</source>
      <translation>“{name}”不是可读取的工作簿：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” is not in a picture format that Shelfsight reads.</source>
      <translation>“{name}”不是 Shelfsight 可读取的图片格式。</translation>
    </message>
    <message>
      <source>“{name}” is not listed.</source>
      <translation>“{name}”不在名单中。</translation>
    </message>
    <message>
      <source>“{name}” is not text in {encoding}.</source>
      <translation>“{name}”不是 {encoding} 编码的文本。</translation>
    </message>
    <message>
      <source>“{name}” is not the address of a network camera.</source>
      <translation>“{name}”不是网络摄像头的地址。</translation>
    </message>
    <message>
      <source>“{name}” is saved.</source>
      <translation>“{name}”已保存。</translation>
    </message>
    <message>
      <source>“{name}” is the last administrator.</source>
      <translation>“{name}”是最后一位管理员。</translation>
    </message>
    <message>
      <source>“{name}” is the list of queries itself.</source>
      <translation>“{name}”就是查询列表本身。</translation>
    </message>
    <message>
      <source>“{name}” is too large: {width} × {height} pixels, {megabytes} MB.</source>
      <translation>“{name}”过大：{width} × {height} 像素，{megabytes} MB。</translation>
    </message>
    <message>
      <source>“{name}” lacks needed columns: {columns}. It has: {found}.</source>
      <translation>“{name}”缺少必需的列：{columns}。现有的列：{found}。</translation>
    </message>
    <message>
      <source>“{name}” lies outside the folder of the imported file.</source>
      <translation>“{name}”位于导入文件所在文件夹之外。</translation>
    </message>
    <message>
      <source>“{name}” made the picture reader stop; the file is damaged or hostile.</source>
      <translation>“{name}”使图片读取器停止；该文件已损坏或带有恶意。</translation>
    </message>
    <message>
      <source>“{name}” took longer than {seconds} seconds to read and was given up.</source>
      <translation>读取“{name}”超过 {seconds} 秒，已放弃。</translation>
    </message>
    <message>
      <source>“{name}” was changed meanwhile ({person}).</source>
      <translation>“{name}”在此期间已被修改（{person}）。</translation>
    </message>
    <message>
      <source>“{name}” was not found or may not be opened.</source>
      <translation>未找到“{name}”，或无权打开。</translation>
    </message>
    <message>
      <source>“{owner}” has the code {value} already.</source>
      <translation>“{owner}”已有条码 {value}。</translation>
    </message>
    <message>
      <source>“{value}” can mean two days.</source>
      <translation>“{value}” 可以指两个不同的日子。</translation>
    </message>
    <message>
      <source>“{value}” can mean {one} or {other}.</source>
      <translation>“{value}”可能是 {one} 或 {other}。</translation>
    </message>
    <message>
      <source>“{value}” cannot be set for “{name}”.</source>
      <translation>不能把 “{name}” 设为 “{value}”。</translation>
    </message>
    <message>
      <source>“{value}” is a barcode number that a spreadsheet has rounded.</source>
      <translation>“{value}”是被电子表格四舍五入过的条码号。</translation>
    </message>
    <message>
      <source>“{value}” is neither a price nor a change of price.</source>
      <translation>“{value}”既不是价格，也不是价格调整。</translation>
    </message>
    <message>
      <source>“{value}” is not a date that can be read.</source>
      <translation>“{value}” 不是可识别的日期。</translation>
    </message>
    <message>
      <source>“{value}” is not a kind of movement.</source>
      <translation>“{value}” 不是一种出入库类型。</translation>
    </message>
    <message>
      <source>“{value}” is not a price.</source>
      <translation>“{value}”不是价格。</translation>
    </message>
    <message>
      <source>“{value}” is not a quantity that can be moved.</source>
      <translation>“{value}” 不是可以出入库的数量。</translation>
    </message>
    <message>
      <source>“{value}” is not a quantity.</source>
      <translation>“{value}” 不是数量。</translation>
    </message>
    <message>
      <source>“{value}” is not a stock quantity.</source>
      <translation>“{value}”不是库存数量。</translation>
    </message>
    <message>
      <source>“{value}” is not a three-letter currency code.</source>
      <translation>“{value}”不是三字母货币代码。</translation>
    </message>
    <message>
      <source>“{value}” is not a valid barcode number: its check digit is wrong.</source>
      <translation>“{value}”不是有效的条码号：校验位错误。</translation>
    </message>
  </context>
  <context>
    <name>places</name>
    <message>
      <source>{far} (lookups: {more}, stops: {far_stops}, at {far_place}) and {near} (lookups: {less}, stops: {near_stops}, at {near_place}). Stops saved: {saved}.</source>
      <translation>{far}（查找 {more} 次，距离 {far_stops} 站，位于 {far_place}）与 {near}（查找 {less} 次，距离 {near_stops} 站，位于 {near_place}）。可节省 {saved} 站。</translation>
    </message>
  </context>
  <context>
    <name>stock</name>
    <message>
      <source>About {rate} a month are asked for ({pattern}).</source>
      <translation>每月约需 {rate}（{pattern}）。</translation>
    </message>
    <message>
      <source>About {rate} a week are asked for ({pattern}).</source>
      <translation>每周约需 {rate}（{pattern}）。</translation>
    </message>
    <message>
      <source>Changed elsewhere</source>
      <translation>在别处更改</translation>
    </message>
    <message>
      <source>Counted</source>
      <translation>盘点</translation>
    </message>
    <message>
      <source>Croston</source>
      <translation>Croston</translation>
    </message>
    <message>
      <source>Currency changed</source>
      <translation>币种变更</translation>
    </message>
    <message>
      <source>Days from order to shelf: {lead}; between two orders: {review}.</source>
      <translation>从下单到上架的天数：{lead}；两次订货相隔天数：{review}。</translation>
    </message>
    <message>
      <source>Days left</source>
      <translation>可用天数</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>已处理</translation>
    </message>
    <message>
      <source>Enough</source>
      <translation>充足</translation>
    </message>
    <message>
      <source>Fill up to</source>
      <translation>补到</translation>
    </message>
    <message>
      <source>New</source>
      <translation>新</translation>
    </message>
    <message>
      <source>Not asked for</source>
      <translation>无需求</translation>
    </message>
    <message>
      <source>Nothing was asked for in a long time; demand has probably ended.</source>
      <translation>长期没有需求；需求可能已经结束。</translation>
    </message>
    <message>
      <source>Nothing was ever taken out or sold, so there is no forecast.</source>
      <translation>从未出库或售出，因此没有预测。</translation>
    </message>
    <message>
      <source>On order</source>
      <translation>已订购</translation>
    </message>
    <message>
      <source>Order</source>
      <translation>订购</translation>
    </message>
    <message>
      <source>Order at</source>
      <translation>订货点</translation>
    </message>
    <message>
      <source>Order at {point}, fill up to {target}: enough in {service} % of cases.</source>
      <translation>库存到 {point} 时订货，补到 {target}：在 {service} % 的情况下够用。</translation>
    </message>
    <message>
      <source>Order now</source>
      <translation>现在订购</translation>
    </message>
    <message>
      <source>Order soon</source>
      <translation>尽快订购</translation>
    </message>
    <message>
      <source>Order {order}.</source>
      <translation>订购 {order}。</translation>
    </message>
    <message>
      <source>Order {order}: 1 pack of {pack}.</source>
      <translation>订购 {order}：1 包，每包 {pack}。</translation>
    </message>
    <message>
      <source>Order {order}: {packs} packs of {pack}.</source>
      <translation>订购 {order}：{packs} 包，每包 {pack}。</translation>
    </message>
    <message>
      <source>Out of stock</source>
      <translation>缺货</translation>
    </message>
    <message>
      <source>Pack</source>
      <translation>包装</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Price fell</source>
      <translation>价格下跌</translation>
    </message>
    <message>
      <source>Price moved within 90 days</source>
      <translation>90 天内价格变动</translation>
    </message>
    <message>
      <source>Price rose</source>
      <translation>价格上涨</translation>
    </message>
    <message>
      <source>Product</source>
      <translation>商品</translation>
    </message>
    <message>
      <source>Put in</source>
      <translation>入库</translation>
    </message>
    <message>
      <source>SBA (Croston without bias)</source>
      <translation>SBA（无偏 Croston）</translation>
    </message>
    <message>
      <source>Seen</source>
      <translation>已看</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>Stock</source>
      <translation>库存</translation>
    </message>
    <message>
      <source>TSB</source>
      <translation>TSB</translation>
    </message>
    <message>
      <source>Taken back</source>
      <translation>已撤回</translation>
    </message>
    <message>
      <source>Taken out</source>
      <translation>出库</translation>
    </message>
    <message>
      <source>The minimum is {minimum}.</source>
      <translation>最低库存为 {minimum}。</translation>
    </message>
    <message>
      <source>The stock is not known: count it.</source>
      <translation>库存未知：请盘点。</translation>
    </message>
    <message>
      <source>Too little history for a forecast: a single week is known.</source>
      <translation>历史太少，无法预测：只知道一周的情况。</translation>
    </message>
    <message>
      <source>Too little history for a forecast: demand in {demands} of {weeks} weeks.</source>
      <translation>历史太少，无法预测：{weeks} 周中有 {demands} 周有需求。</translation>
    </message>
    <message>
      <source>Too little known</source>
      <translation>所知太少</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>原因</translation>
    </message>
    <message>
      <source>ended</source>
      <translation>已结束</translation>
    </message>
    <message>
      <source>exponential smoothing</source>
      <translation>指数平滑</translation>
    </message>
    <message>
      <source>mean of all weeks</source>
      <translation>所有周的平均</translation>
    </message>
    <message>
      <source>naive (last week again)</source>
      <translation>朴素（重复上周）</translation>
    </message>
    <message>
      <source>no history</source>
      <translation>无历史</translation>
    </message>
    <message>
      <source>none</source>
      <translation>无</translation>
    </message>
    <message>
      <source>now and then</source>
      <translation>偶尔</translation>
    </message>
    <message>
      <source>now and then, uneven</source>
      <translation>偶尔且不均</translation>
    </message>
    <message>
      <source>often, uneven</source>
      <translation>经常但不均</translation>
    </message>
    <message>
      <source>steady</source>
      <translation>稳定</translation>
    </message>
    <message>
      <source>too little history</source>
      <translation>历史太少</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first}{second}</translation>
    </message>
    <message>
      <source>{quantity} are on order.</source>
      <translation>已订购 {quantity}。</translation>
    </message>
  </context>
  <context>
    <name>wording</name>
    <message>
      <source>, </source>
      <translation>，</translation>
    </message>
    <message>
      <source>1 alert</source>
      <translation>1 条提醒</translation>
    </message>
    <message>
      <source>1 change</source>
      <translation>1 条变更</translation>
    </message>
    <message>
      <source>1 code</source>
      <translation>1 个编码</translation>
    </message>
    <message>
      <source>1 damage</source>
      <translation>1 处损坏</translation>
    </message>
    <message>
      <source>1 damaged entry</source>
      <translation>1 条损坏的内容</translation>
    </message>
    <message>
      <source>1 day</source>
      <translation>1 天</translation>
    </message>
    <message>
      <source>1 embedding</source>
      <translation>1 个嵌入</translation>
    </message>
    <message>
      <source>1 entry</source>
      <translation>1 个条目</translation>
    </message>
    <message>
      <source>1 forecast</source>
      <translation>1 次预测</translation>
    </message>
    <message>
      <source>1 lookup</source>
      <translation>1 次查找</translation>
    </message>
    <message>
      <source>1 match</source>
      <translation>1 次匹配</translation>
    </message>
    <message>
      <source>1 minute</source>
      <translation>1 分钟</translation>
    </message>
    <message>
      <source>1 note</source>
      <translation>1 条提示</translation>
    </message>
    <message>
      <source>1 order</source>
      <translation>1 条订单</translation>
    </message>
    <message>
      <source>1 photo</source>
      <translation>1 张照片</translation>
    </message>
    <message>
      <source>1 price</source>
      <translation>1 个价格</translation>
    </message>
    <message>
      <source>1 product</source>
      <translation>1 个商品</translation>
    </message>
    <message>
      <source>1 question</source>
      <translation>1 个查询</translation>
    </message>
    <message>
      <source>1 row</source>
      <translation>1 行</translation>
    </message>
    <message>
      <source>1 session</source>
      <translation>1 次查询过程</translation>
    </message>
    <message>
      <source>1 sheet</source>
      <translation>1 张纸</translation>
    </message>
    <message>
      <source>1 week</source>
      <translation>1 周</translation>
    </message>
    <message>
      <source>A code was read, but no product in your catalogue has it.</source>
      <translation>读到了编码，但您的目录中没有带此编码的商品。</translation>
    </message>
    <message>
      <source>Add a photo from another side.</source>
      <translation>补充一张其他角度的照片。</translation>
    </message>
    <message>
      <source>Ask again in a moment: the line at the bottom says how far it is.</source>
      <translation>请稍后再查一次；底部的状态栏会显示进度。</translation>
    </message>
    <message>
      <source>Asked with {photos}, each among a few others at a time: {won} came right more often, {lost} less often.</source>
      <translation>共用{photos}提问，每次只与少量其他照片比较：{won} 张答对更多，{lost} 张答对更少。</translation>
    </message>
    <message>
      <source>Blurred</source>
      <translation>模糊</translation>
    </message>
    <message>
      <source>Brand</source>
      <translation>品牌</translation>
    </message>
    <message>
      <source>Called a match by likeness: {before} ({wrong_before} wrong) by the model's rules, {after} ({wrong_after} wrong) as learned.</source>
      <translation>按外观判为匹配：按模型自带的规则 {before}（错 {wrong_before}），学习后 {after}（错 {wrong_after}）。</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>类别</translation>
    </message>
    <message>
      <source>Check both, and take away the one that does not belong to the item.</source>
      <translation>请核对两者，移除不属于该物品的一项。</translation>
    </message>
    <message>
      <source>Check the code; the products below only look or sound alike.</source>
      <translation>请核对编码；下方商品只是外观或名称相近。</translation>
    </message>
    <message>
      <source>Check the spelling, use fewer words, or try a photo.</source>
      <translation>请检查拼写、减少文字，或试试照片。</translation>
    </message>
    <message>
      <source>Check the words, or take another photo with the label in view.</source>
      <translation>请核对输入的词，或再拍一张能看到标签的照片。</translation>
    </message>
    <message>
      <source>Choose one, or add a photo to be sure.</source>
      <translation>请选择一个，或添加照片以便确认。</translation>
    </message>
    <message>
      <source>Code</source>
      <translation>编码</translation>
    </message>
    <message>
      <source>Code {code}</source>
      <translation>编码 {code}</translation>
    </message>
    <message>
      <source>Compare both; if the words belong to something else, take them away.</source>
      <translation>请对照两者；如果这些词属于别的物品，请删去。</translation>
    </message>
    <message>
      <source>Compare it by eye; the page Safety repairs it.</source>
      <translation>请用眼睛核对；“安全”页面可以修复。</translation>
    </message>
    <message>
      <source>Compare size, strength and colour, or scan the barcode.</source>
      <translation>请比较尺寸、规格和颜色，或扫描条码。</translation>
    </message>
    <message>
      <source>Compare the pictures before you use it.</source>
      <translation>使用前请对照图片。</translation>
    </message>
    <message>
      <source>Compare the pictures, or use a model pack with a calibration.</source>
      <translation>请比对图片，或使用经过校准的模型包。</translation>
    </message>
    <message>
      <source>Fits the words “{words}”</source>
      <translation>符合文字“{words}”</translation>
    </message>
    <message>
      <source>Fits your words in meaning, similarity {similarity}</source>
      <translation>与您的文字含义相近，相似度 {similarity}</translation>
    </message>
    <message>
      <source>Found by code</source>
      <translation>由编码找到</translation>
    </message>
    <message>
      <source>Found by words</source>
      <translation>由文字找到</translation>
    </message>
    <message>
      <source>How sure this model pack is was never measured, so nothing is a match.</source>
      <translation>从未测量过此模型包的把握程度，因此不会给出“匹配”。</translation>
    </message>
    <message>
      <source>Import or take the photo again.</source>
      <translation>请重新导入或拍摄。</translation>
    </message>
    <message>
      <source>Import your products or load the demo catalogue first.</source>
      <translation>请先导入您的商品或加载演示目录。</translation>
    </message>
    <message>
      <source>In 95 of 100 cases like this it is at least {low}.</source>
      <translation>在 100 次类似情况中有 95 次至少为 {low}。</translation>
    </message>
    <message>
      <source>In stock</source>
      <translation>有货</translation>
    </message>
    <message>
      <source>In the name</source>
      <translation>名称中</translation>
    </message>
    <message>
      <source>It looks like this product, and no other product comes near.</source>
      <translation>看起来就是这个商品，没有其他相近的商品。</translation>
    </message>
    <message>
      <source>It would help. Nothing was changed.</source>
      <translation>会有帮助。未作任何更改。</translation>
    </message>
    <message>
      <source>Judged photos: {judged}, of these not in the catalogue: {strangers}.</source>
      <translation>已判定的照片：{judged}，其中不在目录中：{strangers}。</translation>
    </message>
    <message>
      <source>Keep only one item in the photo, or type its code.</source>
      <translation>请让照片中只有一件物品，或输入其编码。</translation>
    </message>
    <message>
      <source>Kept: lookups use the fit from now on.</source>
      <translation>已保留：从现在起查询使用此适应。</translation>
    </message>
    <message>
      <source>Kept: probabilities follow what was decided at this catalogue.</source>
      <translation>已采用：概率按本目录中的判定计算。</translation>
    </message>
    <message>
      <source>Left out, since the catalogue has the very photo: {count}.</source>
      <translation>未计入，因为目录中就有这张照片：{count}。</translation>
    </message>
    <message>
      <source>Left out, since there is no answer or the catalogue lacks the SKU: {count}.</source>
      <translation>未计入（没有答案，或目录中没有该 SKU）：{count}。</translation>
    </message>
    <message>
      <source>Likely</source>
      <translation>较有可能</translation>
    </message>
    <message>
      <source>Location</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Looks alike</source>
      <translation>外观相似</translation>
    </message>
    <message>
      <source>Looks like a catalogue photo, similarity {similarity}</source>
      <translation>与目录照片相似，相似度 {similarity}</translation>
    </message>
    <message>
      <source>Lookups were fitted to your photos: in a trial {after} of them came right first, {before} without the fit.</source>
      <translation>查询已适应您的照片：试验中 {after} 的照片首位即正确，不适应时为 {before}。</translation>
    </message>
    <message>
      <source>Low stock</source>
      <translation>库存偏低</translation>
    </message>
    <message>
      <source>Match</source>
      <translation>匹配</translation>
    </message>
    <message>
      <source>Most alike: {query} of your photo, {reference} of the catalogue photo.</source>
      <translation>最相似处：您照片的{query}，目录照片的{reference}。</translation>
    </message>
    <message>
      <source>No photo</source>
      <translation>没有照片</translation>
    </message>
    <message>
      <source>No photo of this catalogue would be called a match.</source>
      <translation>本目录没有任何照片会被判为匹配。</translation>
    </message>
    <message>
      <source>No product holds the words as you typed them: read as “{words}”.</source>
      <translation>没有商品含有您输入的词，已按“{words}”查找。</translation>
    </message>
    <message>
      <source>No product in your catalogue is near enough to this item.</source>
      <translation>目录中没有与此物品足够接近的商品。</translation>
    </message>
    <message>
      <source>No product that looks like the item holds these words.</source>
      <translation>外观相近的商品都不含这些词。</translation>
    </message>
    <message>
      <source>No regions correspond.</source>
      <translation>没有对应的区域。</translation>
    </message>
    <message>
      <source>Not in the catalogue</source>
      <translation>不在目录中</translation>
    </message>
    <message>
      <source>Not kept, would not help.</source>
      <translation>未保留：不会有帮助。</translation>
    </message>
    <message>
      <source>Not kept: fewer than {wrong} of these answers were wrong. Probably nobody said so where they were; from right ones alone it would learn to be too sure.</source>
      <translation>未采用：这些答案中错误的不足 {wrong} 个。可能是出错时没有人指出；只从正确的答案学习会变得过于自信。</translation>
    </message>
    <message>
      <source>Not kept: it takes {photos} photos of {products} products with two photos or more to tell.</source>
      <translation>未保留：至少需要 {products} 个有两张以上照片的商品、共 {photos} 张照片才能判断。</translation>
    </message>
    <message>
      <source>Not kept: on products it was not learned from it is no better.</source>
      <translation>未采用：在未参与学习的商品上并没有更好。</translation>
    </message>
    <message>
      <source>Not kept: the gain is too small to tell from chance.</source>
      <translation>未保留：提升太小，无法与偶然区分。</translation>
    </message>
    <message>
      <source>Nothing in your catalogue fits.</source>
      <translation>您的目录中没有符合的商品。</translation>
    </message>
    <message>
      <source>Nothing is looked up with it more often than by chance.</source>
      <translation>没有商品与它一起查询的次数高于偶然。</translation>
    </message>
    <message>
      <source>Nothing more to do.</source>
      <translation>无需其他操作。</translation>
    </message>
    <message>
      <source>Only one photo</source>
      <translation>只有一张照片</translation>
    </message>
    <message>
      <source>Out of stock</source>
      <translation>缺货</translation>
    </message>
    <message>
      <source>Photo cannot be read</source>
      <translation>照片无法读取</translation>
    </message>
    <message>
      <source>Photograph what tells the two apart.</source>
      <translation>请拍摄能区分两者的部位。</translation>
    </message>
    <message>
      <source>Photos cannot find it: add two or three.</source>
      <translation>照片无法找到它：请补充两三张。</translation>
    </message>
    <message>
      <source>Possible</source>
      <translation>有可能</translation>
    </message>
    <message>
      <source>Price</source>
      <translation>价格</translation>
    </message>
    <message>
      <source>Right first: {right}. Probability said on average: {before} by the model's rules, {after} as learned. Calibration error: {ece_before} by the model's rules, {ece_after} as learned.</source>
      <translation>首位正确：{right}。平均给出的概率：按模型自带的规则 {before}，学习后 {after}。校准误差：按模型自带的规则 {ece_before}，学习后 {ece_after}。</translation>
    </message>
    <message>
      <source>Right: {right} of {matches}, a precision of {precision}.</source>
      <translation>正确：{matches}中的 {right} 次，精确率 {precision}。</translation>
    </message>
    <message>
      <source>Same picture as another product</source>
      <translation>与另一商品图片相同</translation>
    </message>
    <message>
      <source>Scan another code of the label, or add a photo of the item.</source>
      <translation>请扫描标签上的其他编码，或添加物品的照片。</translation>
    </message>
    <message>
      <source>Several products look almost the same.</source>
      <translation>有几个商品看起来几乎一样。</translation>
    </message>
    <message>
      <source>Shows almost nothing</source>
      <translation>几乎看不到内容</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>规格</translation>
    </message>
    <message>
      <source>So few matches make it a guess: to be sure of {target} it takes {needed} matches without a mistake.</source>
      <translation>匹配太少，只能算猜测：要确认 {target}，需要 {needed} 次无误的匹配。</translation>
    </message>
    <message>
      <source>Stock not recorded</source>
      <translation>未登记库存</translation>
    </message>
    <message>
      <source>Take another photo: nearer, from the front, with the label or barcode in view.</source>
      <translation>请再拍一张：靠近些，从正面拍，露出标签或条码。</translation>
    </message>
    <message>
      <source>Take it again with more light.</source>
      <translation>请在更亮处重新拍摄。</translation>
    </message>
    <message>
      <source>Take it again with the item in view.</source>
      <translation>请让物品入镜后重新拍摄。</translation>
    </message>
    <message>
      <source>Take it again, held still and in focus.</source>
      <translation>请拿稳并对焦后重新拍摄。</translation>
    </message>
    <message>
      <source>Take it again, nearer or in higher resolution.</source>
      <translation>请靠近或用更高分辨率重新拍摄。</translation>
    </message>
    <message>
      <source>The best candidate is not sure enough to be called a match.</source>
      <translation>最佳候选的把握还不足以称为匹配。</translation>
    </message>
    <message>
      <source>The catalogue is still being read; a part of it was not looked at.</source>
      <translation>目录仍在读取中，有一部分尚未比较。</translation>
    </message>
    <message>
      <source>The code belongs to exactly this product.</source>
      <translation>该编码正好属于这个商品。</translation>
    </message>
    <message>
      <source>The code names this product, but the photo looks like another one.</source>
      <translation>编码指向此商品，但照片看起来像另一个商品。</translation>
    </message>
    <message>
      <source>The code {evidence} speaks for this one</source>
      <translation>编码 {evidence} 支持此项</translation>
    </message>
    <message>
      <source>The codes belong to different products.</source>
      <translation>这些编码属于不同的商品。</translation>
    </message>
    <message>
      <source>The fit from before was taken back.</source>
      <translation>先前的适应已撤销。</translation>
    </message>
    <message>
      <source>The fit from before would not help the catalogue of today and was taken back.</source>
      <translation>先前的适应对当前目录已无帮助，已撤回。</translation>
    </message>
    <message>
      <source>The print on both photos lines up: {points} points</source>
      <translation>两张照片上的印刷内容对得上：{points} 个点</translation>
    </message>
    <message>
      <source>The print on the item is the print on this product's catalogue photo.</source>
      <translation>物品上的印刷内容与该商品目录照片上的一致。</translation>
    </message>
    <message>
      <source>The words fit one product, the photo looks more like another.</source>
      <translation>输入的词符合一个商品，照片却更像另一个商品。</translation>
    </message>
    <message>
      <source>The words fit “{words}”, the photo looks more like “{photo}”.</source>
      <translation>输入的词符合“{words}”，照片却更像“{photo}”。</translation>
    </message>
    <message>
      <source>These products fit your words; words alone do not prove an item.</source>
      <translation>这些商品符合您的文字；仅凭文字不能确认物品。</translation>
    </message>
    <message>
      <source>These two photos: similarity {similarity}.</source>
      <translation>这两张照片的相似度为 {similarity}。</translation>
    </message>
    <message>
      <source>Too dark</source>
      <translation>太暗</translation>
    </message>
    <message>
      <source>Too few of them are not in the catalogue to learn from; instead each photo was also asked with its product taken away.</source>
      <translation>其中不在目录中的太少，无法供学习；为此每张照片还在去掉其商品后查询了一次。</translation>
    </message>
    <message>
      <source>Too little history: {sessions} of two products and more, {own} with this one. It takes {least_sessions} and {least_together}.</source>
      <translation>历史太少：含两个及以上商品的有{sessions}，其中含此商品 {own} 次。至少需要 {least_sessions} 次和 {least_together} 次。</translation>
    </message>
    <message>
      <source>Too little to learn from: it takes {least} judged photos, of five products or more.</source>
      <translation>可供学习的内容太少：需要 {least} 张已判定的照片，涉及至少五个商品。</translation>
    </message>
    <message>
      <source>Too small</source>
      <translation>太小</translation>
    </message>
    <message>
      <source>Try another photo or other words; the nearest products are below.</source>
      <translation>请换照片或词语；最接近的商品列在下方。</translation>
    </message>
    <message>
      <source>Unlikely</source>
      <translation>不太可能</translation>
    </message>
    <message>
      <source>Unsure</source>
      <translation>不确定</translation>
    </message>
    <message>
      <source>Very likely</source>
      <translation>很有可能</translation>
    </message>
    <message>
      <source>What is stored about the nearest product was changed by the disk.</source>
      <translation>最接近的商品的存储内容被磁盘改变了。</translation>
    </message>
    <message>
      <source>Your catalogue is still empty.</source>
      <translation>您的目录还是空的。</translation>
    </message>
    <message>
      <source>Your photo does not tell the two apart.</source>
      <translation>您的照片无法区分这两种商品。</translation>
    </message>
    <message>
      <source>Your words “{evidence}” speak for this one</source>
      <translation>您输入的“{evidence}”支持此项</translation>
    </message>
    <message>
      <source>bottom</source>
      <translation>下方</translation>
    </message>
    <message>
      <source>centre</source>
      <translation>中间</translation>
    </message>
    <message>
      <source>cheapest ({figure})</source>
      <translation>最便宜（{figure}）</translation>
    </message>
    <message>
      <source>clearly less like it ({figure})</source>
      <translation>明显不太像（{figure}）</translation>
    </message>
    <message>
      <source>in stock ({figure})</source>
      <translation>有库存（{figure}）</translation>
    </message>
    <message>
      <source>in stock, the most of all ({figure})</source>
      <translation>有库存，数量最多（{figure}）</translation>
    </message>
    <message>
      <source>in {together} of {sessions} ({confidence}), {lift} times as often as by chance (support {support})</source>
      <translation>{sessions}中有 {together} 次（置信度 {confidence}），为偶然的 {lift} 倍（支持度 {support}）</translation>
    </message>
    <message>
      <source>left</source>
      <translation>左侧</translation>
    </message>
    <message>
      <source>lower left</source>
      <translation>左下</translation>
    </message>
    <message>
      <source>lower right</source>
      <translation>右下</translation>
    </message>
    <message>
      <source>most like what was asked ({figure})</source>
      <translation>最像所查询的（{figure}）</translation>
    </message>
    <message>
      <source>nowhere</source>
      <translation>无</translation>
    </message>
    <message>
      <source>out of stock</source>
      <translation>无库存</translation>
    </message>
    <message>
      <source>right</source>
      <translation>右侧</translation>
    </message>
    <message>
      <source>spread over the whole picture</source>
      <translation>整张图片</translation>
    </message>
    <message>
      <source>top</source>
      <translation>上方</translation>
    </message>
    <message>
      <source>upper left</source>
      <translation>左上</translation>
    </message>
    <message>
      <source>upper right</source>
      <translation>右上</translation>
    </message>
    <message>
      <source>{figure} dearer</source>
      <translation>贵 {figure}</translation>
    </message>
    <message>
      <source>{first} {second}</source>
      <translation>{first}{second}</translation>
    </message>
    <message>
      <source>{letter}: {place} of your photo speaks for “{name}”</source>
      <translation>{letter}：您照片的{place}支持“{name}”</translation>
    </message>
    <message>
      <source>{number}: {query} of your photo corresponds to {reference} of the catalogue photo</source>
      <translation>{number}：您照片的{query}对应目录照片的{reference}</translation>
    </message>
    <message>
      <source>{n} alerts</source>
      <translation>{n} 条提醒</translation>
    </message>
    <message>
      <source>{n} changes</source>
      <translation>{n} 条变更</translation>
    </message>
    <message>
      <source>{n} codes</source>
      <translation>{n} 个编码</translation>
    </message>
    <message>
      <source>{n} damaged entries</source>
      <translation>{n} 条损坏的内容</translation>
    </message>
    <message>
      <source>{n} damages</source>
      <translation>{n} 处损坏</translation>
    </message>
    <message>
      <source>{n} days</source>
      <translation>{n} 天</translation>
    </message>
    <message>
      <source>{n} embeddings</source>
      <translation>{n} 个嵌入</translation>
    </message>
    <message>
      <source>{n} entries</source>
      <translation>{n} 个条目</translation>
    </message>
    <message>
      <source>{n} forecasts</source>
      <translation>{n} 次预测</translation>
    </message>
    <message>
      <source>{n} lookups</source>
      <translation>{n} 次查找</translation>
    </message>
    <message>
      <source>{n} match</source>
      <translation>{n} 匹配</translation>
    </message>
    <message>
      <source>{n} matches</source>
      <translation>{n} 次匹配</translation>
    </message>
    <message>
      <source>{n} minutes</source>
      <translation>{n} 分钟</translation>
    </message>
    <message>
      <source>{n} not in the catalogue</source>
      <translation>{n} 不在目录中</translation>
    </message>
    <message>
      <source>{n} notes</source>
      <translation>{n} 条提示</translation>
    </message>
    <message>
      <source>{n} orders</source>
      <translation>{n} 条订单</translation>
    </message>
    <message>
      <source>{n} photos</source>
      <translation>{n} 张照片</translation>
    </message>
    <message>
      <source>{n} prices</source>
      <translation>{n} 个价格</translation>
    </message>
    <message>
      <source>{n} products</source>
      <translation>{n} 个商品</translation>
    </message>
    <message>
      <source>{n} questions</source>
      <translation>{n} 个查询</translation>
    </message>
    <message>
      <source>{n} rows</source>
      <translation>{n} 行</translation>
    </message>
    <message>
      <source>{n} sessions</source>
      <translation>{n} 次查询过程</translation>
    </message>
    <message>
      <source>{n} sheets</source>
      <translation>{n} 张纸</translation>
    </message>
    <message>
      <source>{n} unreadable</source>
      <translation>{n} 无法读取</translation>
    </message>
    <message>
      <source>{n} unsure</source>
      <translation>{n} 不确定</translation>
    </message>
    <message>
      <source>{n} waiting</source>
      <translation>{n} 等待中</translation>
    </message>
    <message>
      <source>{n} weeks</source>
      <translation>{n} 周</translation>
    </message>
    <message>
      <source>{one} and {other}</source>
      <translation>{one}和{other}</translation>
    </message>
    <message>
      <source>{rows}: {parts}; {time}</source>
      <translation>{rows}：{parts}；用时 {time}</translation>
    </message>
    <message>
      <source>{rows}; {time}</source>
      <translation>{rows}；用时 {time}</translation>
    </message>
  </context>
</TS>
