"""Measured figures for ``tokens``: what words, letter pairs and characters cost in cl100k_base.

Derived by statistics over public sources and messages (docs/quality.md, "Tokens"); every figure
is a mean that was measured, and the words are those that occur most in them and cost one token.
"""

WORDS = (
    "aaa abandon abbrev abc abi able abort aborted about above abs absent absolute absolutely "
    "abstract academy accept acceptance accepted accepts access accessible accumulated ack acl "
    "across act action actions active activity actor actual actually adapter add added adding "
    "addition additional additions addr address addresses adds adj adjacency adoption adr advance "
    "advanced advice affect affected after again against age agent agents ago ahead aider aka "
    "albums alert alg algo algorithm algorithms alias aliases alice align alignment alive all "
    "alloc allocate allocated allocation allocator allow allowed allowing allows alo alone along "
    "alpha already also alt alternative alternatives always amazon amd amend amount amp analysis "
    "analyzer ancestor ancestors anchor and animation animations annotate annotation another "
    "answer answers any anything anyway apache api apis app appear appears append appendix apple "
    "applicable application applications applied applies apply applying approach appropriate "
    "approximate approximation apps apr apt arbitrary arc arch architecture archive are area aren "
    "arena arenas arg argc args argument arguments argv aria arity arm around arr array arrays art "
    "article articles artifact artifacts artist ary ascii ask asked assembly assert assertion "
    "assertions asset assign assistant associated assume async asynchronous asyncio atom atomic "
    "attach attack attacks attempt attempts attr attribute attributes attribution attrs audio "
    "audit auth authentication author authored authority authorization authors auto automatic "
    "automatically aux availability available avatar average avoid await aware away awk aws babel "
    "back backend background backup backwards bad balanced balancing bar bare base based basename "
    "bases bash basic basis batch baz bead beads because become becomes been before begin "
    "beginners begins behavior behind being below bench benchmark best beta better between beyond "
    "bfs big billion bin binaries binary bind bins bit bitmap bits bitwise black blame blank blob "
    "blobs block blocked blocking blocks blog bloom blue bob body bold bom book bookmark bookmarks "
    "books bool boolean bootstrap border borrow bot both bottom bound boundary bounds box bracket "
    "branch branches breadth break breaking breaks brew broken browser bst bubble bucket budget "
    "buf buffer buffers bug bugs build builder building builds built builtin bulk bump bumps "
    "bundle busca busy but button byte bytes cache cached caches caching cada calculate call "
    "callable callback called caller callers calling calls came can cancel candidate candidates "
    "cannot canonical canvas cap capabilities capacity capital caption capture captured capturing "
    "card cards care cargo carries carry cas case cases cast cat catalog catch categories category "
    "caught cause caused causes causing celery cell center central cert certain certificate cfg "
    "cgi chain challenge challenges change changed changes changing channel chapter char character "
    "characters charge chars charset chat cheat check checked checking checkout checkpoint "
    "checkpoints checks checksum cherry child children chmod choose chore chrome chunk chunks "
    "circle circular city claim clang clap clarify class classes classify clean cleaned cleanup "
    "clear cli click client clients clock clone cloned clones close closed closes closure closures "
    "cloud cluster cmake cmd cmp cnt code coder codes coding col collect collection collections "
    "colon color colors column columns com comando combination combined come comes coming comma "
    "command commands comment comments commit commits committed common community como compact "
    "compare compared comparison compat compatibility compatible competitive compilation compile "
    "compiled compiler compilers compiling complement complete completed completely completeness "
    "completion complex complexity component components composite compress compression "
    "computational compute computed computer computing con concepts concurrency concurrent cond "
    "condition conditional conditions cone conf config configs configuration configure configured "
    "confirm conflict conflicting conflicts conn connect connected connection connections conquer "
    "cons consider considered consistent console const constants constraints constructor consume "
    "consumer contact contain container containing contains content contents context continue "
    "contract contributor contributors control controlled converge conversion convert converted "
    "convex cookie cookies copied copies copy copying copyright core correct corrected correctly "
    "correspond corresponding corrupt cost costs could count counter counting counts course "
    "courses cover coverage covered covers cpp cpu cracking crash crate crates crc create created "
    "creates creating creation credential credentials creds crew critical cross crypto "
    "cryptography css ctrl ctx cur curl current currently cursor custom customize cut cvs cwd "
    "cycle dados daemon daily dark das data database databases datasets date david day days dead "
    "debug debugging decide decimal decision decisions declaration declare declared decode decoder "
    "decorator deep def default defaults defer deferred define defined defines defining definition "
    "definitions degree del delay delegate delete deleted deletion delta denied deny dep depend "
    "dependencies dependency depending depends deploy deprecated deps depth dequeue der derive "
    "derived des desc descendants describe described description descriptions design desired dest "
    "destination destroy detached detail detailed details detect detected detection determine dev "
    "developer developers development dfs diag diagnostic diagnostics diagram dict dictionary did "
    "didn die dies diff differ difference different diffs digest digit dimension dir direct "
    "direction directive directives directly directories directory dirname dirs dirty disable "
    "disabled discard disconnect discovered discovery discrete discuss discussion discussions disk "
    "dispatch display dissect dist distance distant distinct distribute distributed distribution "
    "div dive divide dns doc docker docs doctor document documentation documented documents does "
    "doesn doing dom domain don done dont dos dot double down download downloaded draft drain "
    "drive driven driver drop dropped dry dst due dump dup duplicate duplicates duration during "
    "dyn dynamic each earlier early easier easy echo edge edges edit edited editing edition editor "
    "edits edu effect effects effort egg ein either elapsed elem element elements elif else emacs "
    "email embed embedded emit emitted empty enable enabled enables encode encoded encoder "
    "encoding encontrar end ended endian endif endpoint ends engine engineer engineering engineers "
    "engines english enough enqueue ensure ensures ent enter entire entity entre entries entropy "
    "entry enum enumerate enums env environ environment eof epic epoch equal equivalent err errno "
    "error errors escape escaped eslint est estimate etc eval evaluate even event events "
    "eventually ever every everyone everything everywhere evidence evolution exact exactly example "
    "examples except exception exceptions exclude excluded exclusive exe exec executable execute "
    "executed execution exercises exhaustive exist existe existing exists exit exits exp expand "
    "expanded expansion expect expected expensive experience experimental expire expired expires "
    "expiry explain explained explanation explicit explicitly explorer expo export exports exposed "
    "exposure expr express expression expressions ext extend extended extends extension extensions "
    "extent extern external extra extract extracted extraction extras eyes facebook fact factor "
    "factories factory fail failed failing fails failure failures fake fall fallback falls false "
    "family fancy fast faster fatal favor feat feature features feedback feel fetch fetching few "
    "fft field fields figure fil file filename filenames filepath files filesystem fill filter "
    "filtered filters fin final finalize finally find finding finds fine fingerprint finish "
    "finished fires first fish fit five fix fixed fixes fixing fixture fixtures flag flags flash "
    "flat flavor flex float floating floor flow flows flush fmt focus focused folder follow "
    "followed following follows font foo for force forced ford foreach foreign forget fork form "
    "format formato formats formatted formatter formatting formula forward found foundation four "
    "fprintf fragment frame framework frameworks free fresh from front fsm ftp full fully func "
    "function functional functionality functions funding furnished further future futures gallery "
    "game gap garbage gate gates gcc gen general generally generate generated generating "
    "generation generator generic geometric geometry get gets getting git github give given gives "
    "gle glob global globals gmail goes going good google got goto graft grammar graph graphs gray "
    "great greater green greeting grep group groups guarantees guard guess gui guide guides gym "
    "had half hand handle handled handler handlers handles handling handshake happen happened "
    "happens hard hardware harness has hash hashes hashing hashmap hast hat hatch have having hay "
    "head header headers heading heads health heap height hello help helper helpers helps here hex "
    "hidden hide hierarchy high higher highlight highlighted hint hired history hit hmac hold "
    "holds home homes hook hooks host hosting hostname hours house hover how however href html "
    "http https hub hull human humans hydration icon ide ideas ident identical identifier identity "
    "idle ids idx ifdef ifndef iframe ignore ignored iii ile illustrating image images imap img "
    "immediately immer immutable impact imperative impl implement implementation implementations "
    "implemented implementing implements implicit implied import importance important imported "
    "importing imports impossible improve improvements inc include included includes including "
    "incompatible incorrect incr increment incremental indent independent index indexed indicate "
    "indicates indicating indices individual inet infer info information infrastructure inherit "
    "init initial initialize initialized inject injection inline inner input inputs insensitive "
    "insert insertion inside insiders inspect instagram install installation installed installer "
    "installing instance instances instant instead instruction instructions int integer integrate "
    "integration integrity intended intent interaction interactive interesting interface internal "
    "internals internet interpreter interval interview interviewer interviews into intro introduce "
    "introduced introducing introduction invalid inversion invocation invoked ipc ipv isinstance "
    "isn iso issue issues item items iter iterable iterate iteration iterator itertools its itself "
    "james java javascript job jobs join jpg json jsx just justify keep keeping keeps kept kernel "
    "key keynote keys keyword keywords kill kind kinds know knowledge known label labeled labels "
    "labs lang language languages large larger largest las last lat latency later latest latin "
    "launch layer layers layout lazy ldap lead leading leaf leak learn learned learning least "
    "leave leaves leaving lecture lectures led left legacy len length less lesson lessons let lets "
    "letter level lexer lib libc libraries library libro license licensed licenses lifecycle "
    "lifetime light like likely limit limitations limited limits line linear lines link linked "
    "linker links lint linux list lista liste listed listen listener listing listings lists lite "
    "literal literals little live llvm load loaded loader loading loads local locale localhost "
    "locally location lock locked locks log logger logging logic logical login logs long longer "
    "look looking looks lookup loop loose lore los lost lot low lower lua mac machine macro macros "
    "made magic mail main maint maintenance mais major make makes making mal malloc man managed "
    "management manager manifest manipulation manual manually many map mapping march margin mark "
    "markdown marked marker markers markup marshal mask massive master match matched matcher "
    "matches matching material materials math mathematics matrix max maximum may maybe mbedtls "
    "mbox mean meaning means meant measured mechanism med media medium mem member members memcpy "
    "memo memory memset mention merge merged merges message messages messaging meta metadata "
    "method methods metrics michael microsoft mid middle might migrate migration million millis "
    "milliseconds mime min mind minimal minimum mining minor minutes mirror mise mismatch missing "
    "mit mixed mkdir mmap mobile mock mod mode model models modern modes modification "
    "modifications modified modifier modify module modules molecule moment monitor months more "
    "most mostly mount mouse move moved moves moving mozilla msg much multi multiple must mut "
    "mutable mutex naive name named names namespace namespaces naming native nav navigation "
    "necessary need needed needs negative neglected negotiate negotiation neighbors neither nested "
    "net network networking networks neural never new newer newline next nice nightly nil nobody "
    "node nodes non nonce none nonexistent normal normalization normalize normalized not notation "
    "note notes nothing notice notification notify now npm null num number numbers numeric obj "
    "object objects objetos observer obtain occurred off offline offset often oid old older "
    "omitted once one ones online only onto open opened openssl operating operation operations "
    "operator operators ops opt optimistic optimization optimize optimized optimizing option "
    "optional options opts ord order ordered ordering org organization oriented orig origin "
    "original other others otherwise our ours out outcome outdated outline output outputs outside "
    "over overflow overhead overlap overlay override overrides overview overwrite own owned owner "
    "ownership pack package packages packaging packed packet packing packs padding page pager "
    "pages pair pairs pairwise panel panic paper papers par para parallel param parameter "
    "parameters params parent parents parity parse parsed parser parsing part partial particular "
    "parts party pass passed passes passing password past paste pat patch patches path pathname "
    "paths pattern patterns pause payload pdf peak peer pending people per percent perf perfect "
    "perform performance period perl perm permission permissions permit persist persistent person "
    "persons peter phase phone photo php pick picked picture pid pin ping pinned pip pipe pipeline "
    "pkg pla place placeholder places plain plan planning platform platforms play playing playlist "
    "playlists please plugin plugins plumbing plus png point pointed pointer pointers pointing "
    "points policy poll pool pop por port ports pos position positive positively posix possible "
    "post postponed posts potential pour power powers practice pragma pre precedence predecessors "
    "prefer prefetch prefix prefixes preload prep prepare prepared present presentations preserve "
    "preserved preserves preset pretty prev prevent prevents preview previous previously primary "
    "prime primer principal principle principles print printed printf println prints prior "
    "priority private pro probability probably probe problem problema problems proc process "
    "processed processes processing produce produces product production prof profile program "
    "programmer programming programs progress project projects promise prompt prompts prop "
    "propagate proper properly properties property proposal props proto protocol protocols "
    "prototype provide provided provider provides proxy prune pseudo psz ptr pub public publish "
    "published publishing pubs pull punctuation pure purpose push put pwd pytest python que quelle "
    "queries query question questions queue qui quick quiet quit quote quoted quotes race radius "
    "radix raft raise raises ran rand random range ranges rank rate rather raw reach reachable "
    "reached react reactive read readability readable reader reading readme readonly reads ready "
    "real realloc really reason reasons rebuild rec recap receive received receiver recent recipe "
    "recipes recommend recommendation recommended record recorded records recovery rect rectangle "
    "recurse recursion recursive recv red redirect redis reduce reducer redundant ref refactor "
    "reference references reflect refresh refs reg regardless regex regexp register registered "
    "registry regression regular reject rejected rel related relative release releases relevant "
    "rem remain remaining remains remark remember remote removal remove removed removes removing "
    "rename renamed render rendered renderer rendering renders rep repeat repeated repl replace "
    "replaced replacement replay replica replication reply repo report reported reporting reports "
    "repos repositories repository repr represent representation represents req request requested "
    "requests require required requirement requirements requires res research reserved reset "
    "resize resolution resolve resolved resolver resolves resource resources resp respect response "
    "responsibility rest restart restore restored result resulting results resume ret retain retry "
    "return returned returning returns reusable reuse rev reverse revert review reviewer revision "
    "revisions rewind rewrite rewritten rig right rnd role room root roots round rounded route "
    "router routes routing row rows rpc rpm rule rules run runner running runs runtime rust safe "
    "safety said same sample sans save saved say says scalability scalar scale scaling scan "
    "scenario scenarios schedule scheduler schema scheme school science scientists scope scoped "
    "score scratch screen script scripts scroll sdk search searching sec second secondary seconds "
    "secret secrets secs section sections secure security sed see seed seek seems seen segregation "
    "select selected selection self sell sem send sender sending sense sensitive sent sentinel sep "
    "separate separated separately separator seq sequence ser serde serialization serialize "
    "serialized series server servers serves service services session sessions set sets setting "
    "settings setup several severity sha shadow shallow shape shard share shared sharing sheet "
    "shelf shell shift short shortest should shouldn show showing shown shows shutdown sid side "
    "sidebar sie sig sign signal signature signatures signed significant silent silently simd "
    "similar simple simplified simplify simply simulate sin since single singleton sistema site "
    "situation size sized sizeof sizes skill skills skip skipped skipping skips slash slave sleep "
    "slice slices slides slot slots slow small smart smtp snapshot sobre sock socket sockets socks "
    "software solid solo solution solutions solve some something sometimes somewhat son sort "
    "sorted sorting sorts source sources space spaces span spanning sparse spawn spec special "
    "specific specification specified specifies specify specifying specs speed split spring "
    "sprintf sql sqlite square squash src srv ssh ssize ssl stability stable stack stage staged "
    "staging stale standard start started starting starts stash stat state statement statements "
    "states static stats status stays std stderr stdin stdout step steps still stop stopped "
    "storage store stored stores stories story str strategies strategy strcmp stream streaming "
    "streams strerror strict string stringify strings strip strlen struct structs structure "
    "structured structures stub study style styles stylesheet sub subdir subject subjects submit "
    "submitting submodule subprocess subscribe subsequent subset substitution substring succeed "
    "success successful successfully such sudo suffix suggest suggested suite sum summary sup "
    "super support supported supports suppress sure surface suspense svg swap switch switching sym "
    "symbol symbolic symbols symlink syn sync synced synopsis syntax sys system systems tab table "
    "tables tag tags tail take takes talk tar target targets task tasks tcp team tech technical "
    "techniques technologies technology telemetry tell tells temp tempfile template templates "
    "temporary ten tensorflow term terminal terms test testing tests text textarea textbook than "
    "thanks that the their theirs them theme then theorem theory there therefore these they thing "
    "things think thinking third this those though thread threaded threads three threshold thrift "
    "through throw thunk thus tick tidy till time timeout timer times timestamp timing tip tips "
    "title tls tmp toc today todo todos together token tokens too tool tools tooltip top topic "
    "topics total touch touched trace tracing track tracked tracker tracking tracks trailer "
    "trailers trailing trait traits transaction transactions transcript transfer transform "
    "transition translate translation translations transport traversal traverse treat treated tree "
    "trees trie tries trigger triggers trim trip trivial troubleshooting true truncate truncated "
    "trunk trust trusted try trying ttl tty tube tun tuple turn tutorial tutorials twice twitter "
    "two txt typ type typed typedef typeof types typically typing ubuntu uint uintptr unable "
    "unchanged und undefined under underlying understand understanding undo unexpected unicode "
    "uninstall union unique unit units unittest universal university unix unknown unless unlike "
    "unlock unnecessary unpack unreachable unrelated uns unsafe unset unsigned unstable "
    "unsupported until unused unwrap update updated updates updating upgrade upload uploads upper "
    "upstream uri url usa usable usage usando usar use used useful user username users uses using "
    "usize usr usually utf util utils uuid val valid validate validates validation validations "
    "valor value values van var variable variables variant variants various vars vec vector vendor "
    "ver verbose verification verified verifies verify vers version versions very via video videos "
    "view viewer vim virtual visible visit visitor visual vite void vscode vulnerabilities "
    "vulnerability wait waiting wakeup walk want wanted wants ware warn warning warnings "
    "warranties warranty was watch way ways weak web website week welcome well were what whatever "
    "wheel when where whether which while white whitespace who whole whom whose why wide width "
    "wiki wikipedia wildcard will win window windows with within without won word words work "
    "worker workers workflow workflows working works workspace world worst worth would wrap "
    "wrapped wrapper write writeln writer writes writing written wrong wrote www xml xxx yaml year "
    "years yellow yes yet yield you your youtube zero zip zlib "
)
"""Frequent words that are one token after a space."""

KNOWN = {
    "l": 1.05,
    "T": 1.12,
    "U": 1.36,
    " l": 1.00,
    " T": 1.08,
    " U": 1.18,
    ".l": 1.31,
    ".T": 1.65,
    ".U": 1.46,
    "hl": 1.00,
    "hT": 0.95,
    "hU": 0.99,
}
"""What a word of WORDS costs, by what stands before it (nothing, a space, punctuation, or h for
another part of the same name) and its case (lower, Title or UPPER)."""

OTHER = {
    "l": 0.69,
    "T": 0.83,
    "U": 0.78,
    " l": 0.42,
    " T": 0.65,
    " U": 0.71,
    ".l": 0.95,
    ".T": 1.31,
    ".U": 1.11,
    "hl": 0.42,
    "hT": 0.75,
    "hU": 0.76,
}
"""The same for every other word, before its letter pairs."""

PAIR_ROWS = (
    "12 12 4 5 14 4 12 15 14 17 7 14 14 8 15 7 12 12 5 8 15 19 -3 10 18 19 49 64",
    "11 16 11 17 64 32 13 29 12 40 29 0 30 8 68 12 61 5 27 -1 31 25 29 57 16 35 52 29",
    "22 27 17 51 23 61 56 67 29 0 48 10 48 19 22 33 126 19 12 31 7 31 61 52 9 64 71 17",
    "22 53 14 52 4 49 73 18 14 58 -3 17 43 46 10 43 42 12 43 1 8 69 61 41 17 56 41 24",
    "30 35 39 30 20 42 34 60 15 16 68 28 44 80 36 44 73 21 12 31 25 23 56 74 32 35 88 -5",
    "10 27 14 5 18 27 29 47 39 55 57 18 27 12 28 30 -5 12 12 20 25 26 31 9 35 52 74 7",
    "26 68 44 47 30 10 45 62 7 136 25 34 54 31 10 27 81 17 45 53 15 63 78 33 22 65 41 9",
    "42 49 37 54 29 40 26 -10 27 82 70 37 39 26 25 78 99 5 58 36 24 51 103 111 43 27 69 3",
    "25 48 61 37 26 65 81 52 24 106 5 48 33 22 7 57 51 13 50 15 34 33 9 78 32 48 69 12",
    "14 11 3 8 26 15 15 64 94 31 63 16 21 0 -4 0 31 30 16 6 34 24 82 47 103 8 47 35",
    "27 11 105 82 11 127 90 68 39 27 70 32 71 44 8 68 45 65 7 88 41 89 49 95 126 50 43 27",
    "56 20 36 39 20 40 20 28 32 13 78 69 122 54 69 75 55 77 37 51 64 76 20 109 60 55 43 18",
    "15 28 23 23 18 8 59 72 16 91 35 18 66 54 16 37 29 64 39 34 17 21 46 61 -22 51 64 14",
    "13 6 23 14 1 32 61 78 15 105 70 59 27 58 12 3 62 69 32 41 25 84 33 82 30 97 48 16",
    "26 44 16 22 25 31 13 55 31 16 49 43 52 18 28 46 76 49 23 7 42 30 59 85 49 44 65 16",
    "1 39 21 30 46 20 -12 57 29 30 19 35 24 -1 15 14 70 5 34 26 12 24 2 45 40 81 35 17",
    "25 22 33 48 12 71 66 17 35 65 61 14 40 74 11 23 63 13 38 -1 31 36 55 36 29 151 30 22",
    "56 65 42 89 27 82 59 80 50 118 100 49 27 95 103 131 62 73 68 79 14 58 78 52 127 124 64 23",
    "30 60 25 17 18 4 30 39 21 69 34 54 20 37 10 30 46 22 32 39 47 48 42 57 23 91 59 11",
    "35 84 26 72 18 59 35 7 12 60 31 70 28 53 25 18 22 57 13 12 20 31 -8 80 25 59 46 0",
    "23 35 18 30 18 27 64 5 7 63 32 30 27 40 15 30 74 8 25 28 21 48 14 35 8 47 49 13",
    "17 18 15 22 21 35 22 56 14 88 29 5 18 10 25 9 86 15 15 12 64 41 83 56 71 70 56 25",
    "17 78 62 50 -7 34 65 35 1 53 53 42 55 61 19 77 90 57 40 33 74 70 109 -11 77 172 28 11",
    "33 32 54 29 24 50 45 5 41 62 107 32 81 18 10 36 124 10 34 39 62 94 43 37 87 56 74 25",
    "43 1 18 64 17 25 74 36 35 85 103 49 4 91 69 13 126 88 76 21 52 92 55 13 50 85 105 11",
    "52 5 64 44 40 56 52 13 41 36 38 36 28 20 26 42 104 87 24 49 56 75 62 117 38 27 51 -1",
    "35 88 46 41 17 69 84 53 64 78 83 79 96 66 49 82 126 88 86 29 45 113 35 58 48 50 74 20",
    "57 45 55 62 46 59 71 28 77 7 76 69 61 34 25 62 100 39 51 43 93 49 63 -20 93 85 38 42",
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
    "、「ありいうからこのこれこんさいされさんしかしたしてするそのそれただってですではでもますま"
    "たイトインストックットピーランログングントージースートードール一个下载不能为空事件代码以上"
    "以下任务位置作者使用例如保存信息修改全部公司关闭其中其他内容函数分享分钟列表创建删除功能加"
    "载参数发布发送取消可以可能同时名称地址声明处理大小失败如果姓名字段字符存在完成定义密码对象"
    "属性开始异常当前成功我们我的所有执行按钮排序描述提交提示搜索操作数字数据数组数量文件文字文"
    "章新增方式方法日期时间是否显示時間更新有效服务权限条件查询标题格式正在正确没有注册注意测试"
    "消息添加点击版本状态生成用户相关确定确认移到程序管理类型系统结束结果编辑网络节点获取表示视"
    "频记录设置设计说明请求资源路径输入输出返回进行连接退出选择通过配置重新链接错误长度问题隐藏"
    "需要页面项目验证默认니다래스로그번호세요스트에서으로으면하기하는하여하지한다해서"
)
"""Pairs of Chinese, Japanese and Korean characters that cost one token together, side by side."""
