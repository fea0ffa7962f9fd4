"""Measured figures for ``tokens``: what words, letter pairs and characters cost in cl100k_base.

Derived by statistics over public sources and messages (docs/quality.md, "Tokens"); every figure
is a mean that was measured, and the words are those that occur most in them and cost one token.
"""

WORDS = (
    "aaa abbrev abc able abort aborted about above abs absolute accept acceptance accepted accepts "
    "access accessible according accumulated ack across act action actions active activity actual "
    "actually add added adding addition additional additions addr address adds adjust adoption "
    "advance advertise advice affect affected after again against age agent agents ahead album "
    "albums alert alg algo algorithm alias aliases alice align alive all alloc allocated allow "
    "allowed allowing allows alpha alphanumeric already also alt alternate alternative "
    "alternatives always amend amount analysis analytics analyzer ancestor anchor and animation "
    "animations annotate annotation another answer any anymore anything anyway apache api apis app "
    "appear appears append apple applicable application applications applied apply applying "
    "approach appropriate apps apr april apt arbitrary arch architecture archive are area arg args "
    "argument arguments argv aria arm around array arrow article artifact artifacts artist artwork "
    "ascii ask asked assert asset assistant associated assume async atom atomic attempt attempts "
    "attr attribute attributes attribution attrs august auth authentication author authored "
    "authorization authors auto automatically autor availability available avatar avoid await "
    "aware away awk aws babel back backend background backup bad bar bare base based basename "
    "bases bash basic basis batch because become becomes been before begin beginning behavior "
    "behaviour behind being below benchmark best beta better between big bin binary bind bio bit "
    "bitmap bits black blame blank blob blobs block blocking blocks blog blue bob body bold bom "
    "bool boolean bootstrap border both bottom bound boundaries boundary bounded box branch "
    "branches break breaking breaks brew broken browser bucket buf buffer bug bugs build builder "
    "building builds built builtin bump bundle but button buttons byte bytes cache cached caching "
    "calc calculate calculation call callback callbacks called caller callers calling calls can "
    "cancel candidate cannot canonical cap capabilities capital capture card care cargo carry cart "
    "cas case cases cast cat catch category caught cause caused causes causing center cert certain "
    "certificate certs cfg cgi chain challenge challenges change changed changes changing channel "
    "char character characters chars charset chat check checkbox checked checking checkout "
    "checkpoint checkpoints checks cherry child children chmod choose chunk chunks city clang "
    "clarify class classes classify clean cleaned cleanup clear cleared cli click clicked client "
    "clock clone cloned close closed closes closing cmake cmd cmdline cmds cmp cnt code codes "
    "coding col collect collections colon color colors cols column com combined comes command "
    "commands comment comments commit commits committed committing common community comp compare "
    "comparing comparison compat compatibility compatible compilation compile compiled compiler "
    "compilers complete completed completely completion complex complexity component components "
    "compress compressed compute computed con concurrent cond condensed condition conditional "
    "conditions cone conf config configuration configure configured confirm conflict conflicts "
    "conn connect connected connecting connection connections consider considered consistent "
    "console const constants constructor consume contact contacts contain container containing "
    "contains content contents context continue contributors control controlled conv conversation "
    "conversion convert cookie cookies copied copies copy copying copyright core correct corrected "
    "correctly correspond corresponding corrupt cost could count counter counts cover coverage "
    "crate create created creates creating creation cred credential credentials creds critical "
    "cross css ctrl ctx cur curl current currently cursor custom customize cvs cwd cycle daemon "
    "dan dark dash data database date day days deadline debian debug debugging december decimal "
    "declaration declare declared decode decoder deep deepen def default defaults defer deferred "
    "define defined defines definition definitions deflate del delay delete deleted deletes "
    "deletion delta demand denied deny depend dependencies dependency depending depends deprecated "
    "deps depth der derive des desc describe described description design desired dest destination "
    "destroy detach detached detail detailed details detect detected detection determine dev "
    "developer developers development device diagnose diagnostic diagnostics diagram dialog dict "
    "did didn die diff differ difference different diffs digest digit dir direct direction "
    "directive directives directly directories directory dirname dirs dirty disable disabled "
    "discard disconnect discovery discussion discussions disk dispatch display displayed dist "
    "distant distribute distributed distribution dit div dive dns doc docs document documentation "
    "documented does doesn doing dom domain don done dont dos dot double down download draft drag "
    "drain drink drive drop dry dst due dump dup duplicate duplication duration during dword dyn "
    "dynamic each earlier early easier easy ech echo ecosystem edge edit edited editing editor "
    "edits effect effects effort either eject elapsed elem element elements elif else email embed "
    "embedded emit empty enable enabled encode encoded encoder encoding encountered end ended "
    "endif endpoint ends engine enough ensure ensures ent enter entire entities entity entre "
    "entries entry enum enumerate env environ environment eof equal equivalent err errno error "
    "errors escape escaped eslint etc eval evaluate even event events eventually every everyone "
    "everything exact exactly example examples exceeds except exception exceptions exclude "
    "excluded exclusive exe exec executable execute execution exist existe existing exists exit "
    "exp expand expanded expect expected expensive experience experimental expire expiry explain "
    "explicit explicitly expo export exports expose express expression ext extend extended extends "
    "extension extensions external extra extract extracted extraction extracts facebook factory "
    "fail failed failing fails failure failures fake fall fallback falls false family fancy fast "
    "faster fatal favor feat feature features feedback fetch fetched fetching few field fields fil "
    "file filename filenames filepath files filesystem fill filter filtered filters final finalize "
    "finally find fine finish finished fire fires first fix fixed fixes fixing fixture flag flags "
    "flex float flow flush flux fmt focus folder follow followed following font foo fopen for "
    "force forced foreach forget fork form format formats formatted formatting forms forward found "
    "foundation four fourth fprintf fragment frame frames framework frameworks free fresh friends "
    "from ftp full fully func function functionality functions furnished further future gallery "
    "gap gating gcc gen general generate generated generating generation generator generic get "
    "getopt gets gettext getting git github give given gives gle glob global globals gmail goal "
    "goes going golden good google got goto graft grammar graph gray green greeting grep grid "
    "group groups guard guess gui guide had hand handle handled handler handlers handles handling "
    "handshake happen happens hard harness has hash hashes hatch have having head header headers "
    "heading heads height hello help helper helpful here hex hidden hide high higher highlight "
    "highlighted hint history hit hmac home hook hooks horizontal host hostname hover how however "
    "href html http https hub huh human hydration icon ide ident identical identifier identify "
    "identity idle ids idx ifdef ifndef iframe ignore ignored ile illustration image images imap "
    "img immediate immediately immer immutable impact imperative impl implement implementation "
    "implementations implemented implements implicit implied import importance important imported "
    "importing imports impossible improve improvements inc include included includes including "
    "incompatible incomplete incorrect incorrectly increment incremental indent independent index "
    "indicating indicator indices individual inet infer infinite info information infrastructure "
    "inherit init initial initialize initialized initializer inline inner input inputs insecure "
    "insert insertion inside inspiration install installation installed installer installing "
    "instance instances instant instead instructions int integer integration integrity intel "
    "intended intent interaction interactive interesting interface internal internals interrupt "
    "interval into intro introduce introduced introducing introduction invalid invocation invoked "
    "ipc ipv isn iso issue issuer issues item items iter iterate iteration iterator its itself "
    "java javascript job jobs join jpg json jsx just justify keep keeping keeps kept kernel key "
    "keyboard keys keyword keywords kill kind know known label labeled labels labs lang language "
    "languages large larger las last later latest latin latter launch layer layout lazy ldap "
    "leading leaf leak learn learned least leave left legacy len length less let lets letter level "
    "lib libc libraries library libs license licensed licenses light like likely limit limited "
    "limits line linear lines link linked links lint linux list listed listener lists lite literal "
    "little live llvm load loaded loader loading loads local locale locales localhost locally "
    "location lock log logged logger logging logic login logs long longer look looking lookup loop "
    "loose lore los lost lot low lower lowercase mac machine macro macros made magic mail main "
    "maintain maintenance major make makes making mal man manager manifest manual manually many "
    "map mapping march margin mark markdown marked marker markers marks markup mask master match "
    "matcher matches matching math matrix max maximum may maybe mbedtls mbox mean means meant "
    "mechanism media medium mem member members memcpy memo memory memset mention merge merged "
    "merges message messages meta metadata method methods metrics microsoft mid middle might "
    "migrate migrating migration mime min minimal minimum minor minutes mirror mis mise mismatch "
    "missing mistakes mit mixed mkdir mmap mock mod mode model models modern modes modification "
    "modifications modified modifier modify module modules moment more most mount mouse move moved "
    "movie moving mozilla msg much multi multipart multiple music must mutex name named names "
    "namespace namespaces naming native nav navigation necessary need needed needs negative "
    "negotiate negotiation nested net network never new newer newline newly next nil ninja node "
    "nodes non nonce none normal normalize normalized not notation note notes nothing notice "
    "notification notify november now npm null num number numbers numeric obj object objects "
    "occurred off offset offsets often oid old older omitted once one ones online only onto "
    "opacity open opened openssl operand operation operations opt optimistic optimization optimize "
    "optimized option optional optionally options opts order ordering org orig origin original "
    "other others otherwise our ours out outer output outputs outside over overflow overlap "
    "overlay override overrides overview overwrite own owner pack package packages packed packet "
    "packing packs padding page pager pages pair pairs panel panic par paragraph parallel param "
    "parameter parameters params parcel parent parents parse parsed parser parsing part partial "
    "particular parts party pass passed passes passing passwd password past pat patch patches path "
    "pathname paths pattern patterns pause paused payload peer pem pending people per percent perf "
    "perform performance perl permissions permit persist person phase photo pick picked picture "
    "pid pinned pip pipe pkg place placeholder plain plan platform platforms play playing please "
    "plugin plugins plumbing plus png point pointed pointer points policy poll pool pop porcelain "
    "port portal pos position positive posix possible post postponed posts potential practice "
    "pragma pre precedence prefer preferred prefetch prefix prefixed prefixes preload prepare "
    "prepared present preserve preserved preserves preserving preset pretty prev prevent preview "
    "previous previously primary print printf println prio prior priority private pro probably "
    "problem problems proc process processed processes processing produce product production "
    "products profession profile profiler program programming progress project projects promise "
    "prompt prompts prop proper properly properties property props protection proto protocol "
    "protocols provide provided provider provides providing proxy prune pseudo ptr pub public "
    "publish pull pure purpose purposes push put pwd pytest python quality que queries query "
    "questions queue quiet quit quote quoted quotes race radius raise rand random range ranges "
    "rather raw reachable react reactive read readability readable reader reading readme reads "
    "ready real really realm reason reasons recap receipt receive received recent recipe recipes "
    "recommend recommended record records rect recurse recursive recv red redirect reduce reducer "
    "redundant ref refactor reference references refresh refs reg regardless regex regexp register "
    "registered registry regression regular rej reject rejected rel related relative release "
    "releases relevant rely rem remain remaining remote remove removed removes removing rename "
    "renamed render rendered renderer rendering renders repeat replace replaced replacement replay "
    "reply repo report reported reporting reports repos repositories repository represents req "
    "request requested requests require required requirements requires res reset resetting "
    "resolution resolve resolved resolver resolves resolving resource resources response rest "
    "restart restore restored result resulting results resume ret retain retry return returned "
    "returning returns reuse rev reverse revert reverted review revision revisions rewind rewrite "
    "right role room root rotate round rounded route router row rows rpc rpm rule rules run runes "
    "runner running runs runtime rust safe same sandbox sans save saved say scalar scan scenario "
    "schedule scheduler schema scheme scientists scope scoped score scratch screen script scripts "
    "scroll sculpture sdk search sec second secondary seconds secret secrets section sections "
    "secure security sed see seek seems seen select selected selection self send sending sense "
    "sensitive sent sep separate separated separator separators september seq sequence ser serde "
    "serial serialize serialized series server servers service sess session sessions set sets "
    "setting settings setup several severity sha shadow shallow share shared sharing shell shift "
    "short should shouldn show showing shown shows shutdown sid side sidebar sig sign signal "
    "signature signatures signed significant silent silently similar simple simplify simply "
    "simulate sin since single site size sizeof sizes skip skipped skipping skips slash sle sleep "
    "slice slot slots slow small smtp snapshot sock socket sockets socks soft software solid "
    "solution some something sometimes son soon sort sorted source sources space spaces span "
    "sparse spawn spec special specific specified specifies specify specifying speed split square "
    "squash src ssh ssize ssl stable stack stage staged staging stale standard start started "
    "starting starts stash stat state statement statements states static stats status std stderr "
    "stdin stdout step steps sticky still stop stopped storage store stored stories story str "
    "strat strategies strategy strcmp strdup stream streaming streams strerror strict string "
    "strings strip strlen stroke struct structure studio style styles stylesheet sub subdir "
    "subject submit submitted submitting submodule subprocess subscribe subsequent subset succeed "
    "success successful successfully such sudo suffix suggested suit suite sum summary super "
    "support supported supports suppress sure suspense svg svn switch symbol symbolic symbols "
    "symlink syn sync synced synopsis syntax sys system systems tab table tables tag tags tail "
    "take takes talks tam tan tap tar target targets task tasks tcp team telemetry tell tells temp "
    "tempfile template temporary ten term terminal terminate terminated terms test testing tests "
    "text textarea than thanks that the their theirs them theme then there therefore these they "
    "thing things think third this those though thread threads three threshold through throw thus "
    "tick tid tidy till time timeout timer times timestamp tip title tls tmp toc today todo todos "
    "together toggle token tokens too tool toolbar tools tooltip top topic torture total touch "
    "touched trace traces tracing track tracked tracking tracks traditional trailer trailers "
    "trailing transaction transcript transfer transfers transform transition transitions translate "
    "translations translators transport travel traversal traverse tray treat treated tree trees "
    "tries trigger triggers trim trivial troubleshooting true truncate trunk trust try trying tty "
    "tube tuple turn tutorial twice twitter two txt typ type typed typeof types typically typing "
    "ubuntu uint unable uname unchanged undef undefined under underlying understand undo "
    "unexpected unicode uninstall union unique unit unittest unity unix unknown unless unlike "
    "unlock unnecessary unpack unreachable unsafe unset unsigned unstable unsupported until unused "
    "unwrap unzip update updated updater updates updating upgrade upgrading upload upper upstream "
    "uri url urllib usa usage use used useful user username users uses using usr usually utf util "
    "utils uuid val valid validate validates validation value values var variable variables "
    "variant various vars vec ver verbose verbosity verification verifies verify version versions "
    "vertical very via video videos view visible visit visitor visual vite void vscode "
    "vulnerabilities vulnerability wait waiting wakeup walk want wanted wants warn warning "
    "warnings warranty was watch way ways weather web webpack website week welcome well were what "
    "wheel when whenever where whether which while white whitespace who whole whom whose why wide "
    "width wildcard will win window windows wire with within without wolf won word words work "
    "workaround worker workflow workflows working works workspace world would wrap wrapper write "
    "writer writes writing written wrong www xml xmlns xxx yaml yarn year years yellow yes yet "
    "yield you your youtube zero zip zlib "
)
"""Frequent words that are one token after a space."""

KNOWN = {
    "l": 1.05,
    "T": 1.11,
    "U": 1.35,
    " l": 0.99,
    " T": 1.06,
    " U": 1.15,
    ".l": 1.25,
    ".T": 1.62,
    ".U": 1.40,
    "hl": 0.99,
    "hT": 0.94,
    "hU": 1.00,
}
"""What a word of WORDS costs, by what stands before it (nothing, a space, punctuation, or h for
another part of the same name) and its case (lower, Title or UPPER)."""

OTHER = {
    "l": 0.64,
    "T": 0.66,
    "U": 0.82,
    " l": 0.38,
    " T": 0.58,
    " U": 0.80,
    ".l": 0.86,
    ".T": 1.12,
    ".U": 1.03,
    "hl": 0.38,
    "hT": 0.61,
    "hU": 0.82,
}
"""The same for every other word, before its letter pairs."""

PAIR_ROWS = (
    "20 15 5 9 20 10 14 22 18 17 2 16 17 12 22 12 20 17 12 14 16 32 -8 3 17 32 50 64",
    "11 12 11 19 52 30 20 46 9 37 28 -3 33 10 61 13 65 3 22 -3 31 27 51 58 24 35 60 23",
    "30 39 19 44 29 62 53 117 34 0 45 11 64 6 38 52 103 27 0 33 7 64 59 41 4 71 80 18",
    "24 38 17 51 11 52 19 26 14 56 2 13 59 46 7 37 38 16 41 -1 20 54 24 51 26 60 47 26",
    "33 27 36 21 27 44 -15 71 17 21 70 21 44 66 31 44 113 28 10 29 31 8 54 80 42 24 85 -1",
    "7 29 10 -4 28 33 21 61 39 53 62 14 23 13 19 28 -6 12 7 24 28 25 10 10 51 50 74 5",
    "27 49 42 38 26 15 42 26 10 173 91 31 69 24 17 0 48 15 42 64 12 -5 91 72 25 55 36 9",
    "44 50 17 69 25 15 18 10 37 41 24 29 22 33 28 70 166 11 53 41 28 86 105 136 27 22 66 2",
    "19 33 92 34 21 59 100 76 16 81 66 37 4 9 9 56 75 2 44 4 45 89 57 72 33 49 75 5",
    "14 8 -5 2 27 15 12 54 95 64 61 12 19 2 -8 -4 33 32 17 3 22 23 80 42 94 9 53 38",
    "27 117 31 21 9 113 93 75 38 107 132 151 10 1 7 57 20 38 13 89 38 113 28 68 134 89 35 20",
    "62 61 42 34 29 43 0 10 30 51 103 60 82 72 76 77 -1 81 36 50 55 117 5 97 63 54 59 16",
    "22 44 20 27 22 9 50 85 19 87 24 16 73 57 17 44 9 26 33 38 29 44 28 58 -17 88 68 12",
    "15 6 19 17 3 37 44 43 18 99 75 57 34 69 9 8 71 44 33 48 21 71 38 54 30 90 61 16",
    "28 51 11 19 30 27 10 50 35 24 32 49 55 18 25 39 75 35 20 6 49 35 46 54 57 29 65 12",
    "-16 27 19 31 72 21 7 54 32 42 17 31 22 7 14 15 58 3 32 29 7 33 1 67 27 78 31 20",
    "28 39 33 48 6 77 87 30 39 42 74 8 47 77 15 24 65 9 29 -4 33 -17 39 26 32 81 22 19",
    "38 65 47 124 41 100 76 107 23 127 119 17 34 63 95 57 53 62 79 54 12 15 74 60 43 129 64 27",
    "28 55 20 16 19 4 23 49 20 32 29 55 17 32 14 24 37 27 22 36 49 54 32 1 23 92 51 14",
    "35 72 30 52 15 33 26 14 7 86 31 64 25 58 21 18 41 40 14 12 22 30 -18 74 20 59 44 2",
    "29 8 19 42 21 41 66 3 12 56 40 31 25 43 12 40 52 7 21 30 27 32 8 58 19 42 48 13",
    "9 10 12 33 19 34 29 67 16 76 27 -2 12 15 23 12 87 7 19 10 65 33 83 50 79 91 60 31",
    "20 92 71 40 -13 18 64 45 1 28 23 95 35 63 9 71 123 65 58 32 48 87 134 52 47 71 39 12",
    "42 15 83 46 34 49 73 6 46 17 21 22 69 0 20 46 96 10 48 66 40 43 53 96 99 48 84 34",
    "41 12 20 61 20 37 143 -1 23 76 111 53 57 67 72 3 49 68 56 23 92 88 93 141 -6 76 92 12",
    "59 41 50 37 50 52 29 28 37 62 18 8 16 15 44 24 79 83 19 64 69 37 62 58 58 30 51 -1",
    "35 70 41 51 17 47 87 54 66 109 81 75 99 59 46 77 75 74 82 21 36 160 23 6 47 -2 67 25",
    "55 61 59 80 52 65 85 33 69 8 59 62 62 38 42 60 100 37 56 42 78 56 54 -7 81 75 48 41",
)
"""Hundredths of a token that a pair of letters adds: one row for each of ``^a…z~`` (the start, a
letter, or one that is not ASCII), one column for each of ``a…z~$``."""

SINGLE = frozenset(
    "\u0080\u0092\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¹º»¼½¾¿ÀÁÂÃÄÇÉÍÎÐÑÓÖ×ÚÜßàáâãäåæçèéêëìíîïðñòó"
    "ôõöøùúûüýāăąćčĐđēęěğīİıłńōőœřśşšţťūůűźżžơưșțəɵ\u0300\u0301άέήίαβγδεηθικλμνοπρςστυφχωόЂАБВГ"
    "ДЕЗИКЛМНОПРСТУФЦЧЭЯабвгдежзийклмнопрстуфхцчшщъыьэюяёіאבדהוחילמנערשת،أإابةتثجحخدذرزسشصضطظعغ"
    "فقكلمنهوىي\u064e\u064f\u0650\u0651\u0652پکگیंकतनपमरलसहािीुेो\u094dনরািে\u09cdிு\u0bcd"
    "\u0d4dกขคงจชณดตถทนบปผพมยรลวสหอะัาำิีื\u0e38\u0e39เแใไ็\u0e48\u0e49์ាạảấầẩậắặếềểệỉịọỏốồổỗộớ"
    "ờởợụủứửữự\u200b\u200c\u200e‐‑–—―‘’‚“”„†•…‰′″›※₀₁₂€™←↑→↓−─━│═║╗╝█░■►●★☆☴♀♥♪✔⟩⠀\u3000、。《》「"
    "」『』【】〜あいうえおかがきくけこごさざしじすせそただちっつてでとどなにのはばまみめもやよ"
    "らりるれろわをんアィイウェエオカキクグコサシジスズセタダチッテデトドナニバパビピフブプペポ"
    "マムメャュョラリルレロン・ー一万三上下不与专业东两个中串为主么义之也书了事二于五些交产享京"
    "人亿今介从他付代以们件价任份企优会传但位体何余作你使例供価保信修倍值停像元先入全公共关其具"
    "内円册再写出击分列则初利别到制前力功加务动動包化北区十午华单南即历原去县参及友反发取变口只"
    "可台右号司合同名后向否含听启告员周命和品哈商問器四回因国图土在地场址型城基報場填增声处备复"
    "外多大天失头女好如始子字存学安宋完定实审客家容密对导将小少尔就局展山岁州工左已市布常平年并"
    "广序库应店度建开异式引张当录形影径待後得微心必志态思性总息您情意感成我或户所手打找技投报拉"
    "持指按换据排接推提播支收改放政效数整文料断新方族无日时明易星是時景更最月有服期木未本机权束"
    "条来板构析果查标样核格案检模次款止正此步歳段每比民気水求江汽没治法注活流海消清游源火点無然"
    "片版物特率环现球理生用由电男画界番登的监目直相省看県真知码确示社票私种科秒称移程稍税稿空立"
    "站章端笑符第等签简算管箱米类系素索约级线组经结给络统编网置美老考者而联能自至色节英藏行表装"
    "西要見见规视角解言計記話読计认议记论设证评试话询该详语误说请读调象责败账货购费资起超路身车"
    "转软载辑输达过运近还这进连述退送选通速造連道邮部都配释里重量金钟钮链销错键长開間関门闭问间"
    "队阳陆限院除雅集雷需非面音页项预频题额首验高黑가간값개거게결경고공과구그글기나내는능니다당"
    "대도동되된드든들디라래러력로록료류른를름리만메면명목문미버번보복부분비사산상색생서성세션소"
    "수스습시식신아야어에여열오와요용우운원위으은을음의이인일임입자작장재적전정제져조주지진째체"
    "출치크태터턴트튼하한할함해호화환회️\ufeff！（），－．／０１２３４５６７８９：；＞？＾～･￥"
    "�"
)
"""Characters beyond ASCII that cost one token."""

BLOCKS = (
    "332222222222222222222222222222223333222222223322222222222223223323323333333333333333333333"
    "333322333333333333333333333333332233332223222322333333323322222233222233333333333333333333"
    "333333333333222232333333333333333333333333333333333333333333333333333333333333333333333333"
    "333333333333333333333333333333333333333333222222222232322222222222223222233332223222222232"
    "333332222223333222222222223223332222222232232222222222222232323333332222222222222222233332"
    "332333223333222333223332222233322322222222222232232233332222232222333222222232233333333233"
    "333332223322222332222222222233333222222233323333233333222222222222332222332332333333333333"
    "333332332333333333333333333333333333333333333333333333333322223232223333333323223333223232"
    "233223333333332222323222322333322322332323333333332222233322333333333222222222232333232233"
    "333333232333233233333332322333332323333333323322333333333333333333333333333333333333333333"
    "333333333333333333333333333333333333333333333333333333333333332333333333333333333333333333"
    "3333333333333333333333333323332222"
)
"""What the other characters of the basic plane cost, by blocks of 64."""

TOGETHER = (
    "、「ありいうからこのこれさいされしかしたしてするそのそれただってですではでもますまたイトイ"
    "ンストックットランログングントージースートードール一个下载不能为空事件代码以上以下任务位置"
    "作者使用例如保存信息修改全部关闭其中其他内容函数分享列表创建删除功能加载单位参数发布发送取"
    "消可以可能同时名称地址声明处理大小失败如果姓名字段字符存在完成定义密码对象属性开始异常当前"
    "成功我们所有执行按钮排序描述提交提示搜索操作数字数据数组数量文件文字文章新增方式方法日期时"
    "间是否显示時間更新有效服务权限条件查询标题格式正在正确没有注册注意测试消息添加点击版本状态"
    "生成用户监听相关确定确认移到程序管理类型系统结束结果编辑网络节点获取表示记录设置设计说明请"
    "求资源路径输入输出返回进行连接退出选择通过邮箱配置重新链接错误长度问题隐藏需要页面项目验证"
    "默认니다래스로그번호세요스트에서으로으면하기하는하여하지한다해서"
)
"""Pairs of Chinese, Japanese and Korean characters that cost one token together, side by side."""
