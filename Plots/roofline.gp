# Redraw with: gnuplot roofline.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 960,660 dynamic enhanced font 'DejaVu Sans,12.5' background rgb 'white' rounded name 'roofline'; set output 'roofline.svg'
$panel1_1 << EOD
5.033708187983395 91816337976.84248
14021.21906934449 91816337976.84248
EOD
$panel1_2 << EOD
10.26161626240001 187174939776.28455
14021.21906934449 187174939776.28455
EOD
$panel1_3 << EOD
3.7710498224756 114742654390.24051
14021.21906934449 114742654390.24051
EOD
$panel1_4 << EOD
7.588582395344245 230899650784.57462
14021.21906934449 230899650784.57462
EOD
$panel1_5 << EOD
0.18222450800835716 3323829350.080385
10.261606000783747 187174752601.3448
EOD
$panel1_6 << EOD
0.18222450800835716 5544589631.04029
7.58857480676185 230899419884.92383
EOD
$panel1_7 << EOD
135.43605051664753 91626143310.81726 81557342245.2867 111400756984.88304
109.65309537088679 56722678890.20805 52431738665.44546 68477314656.08725
139.53726046841732 67094982793.55983 62980335087.45697 75739488066.68108
139.61157464938753 79927551453.26454 60814684378.462555 92179308341.29723
128 50539421880.77962 34944760247.55778 96483394156.6486
2048 71937729548.80643 44213995360.46893 104442549712.3383
512.125 96140792926.68959 74328577774.31653 177492938935.41748
0.6249618553555081 3882986585.935695 3048544220.9174285 4078190309.2730846
111.23350447659864 41496625569.83916 33153897553.397564 47315455670.85088
106.60160221219145 41205080666.00182 33075573018.52778 46162464200.49459
127.93753050268424 81609046854.92377 63350658896.884056 91480011516.1641
512 89219699876.35448 83592248349.06972 94712589118.9953
0.6237816764132553 246114168.5432908 210895675.89206532 295797187.87457407
EOD
$panel1_8 << EOD
127.93753050268424 111254855418.1326 103469799340.67203 111767511597.00009
512 93748737732.93701 88226632135.79404 99220119976.01912
EOD
$panel1_9 << EOD
270.87210103329505 131665446952.3079 103841930173.59166 160933571023.24228
219.30619074177358 107191983906.09784 101979169100.46277 132153433718.14572
279.07452093683463 132842509134.80916 113617726426.11305 154157912695.77902
279.22314929877507 92930371059.33641 75383079942.97746 114732874912.81807
256 113594351613.84377 88644075368.77316 132003284893.71797
4096 128210151780.37697 112301735917.68228 170335227914.3313
1024.25 132063494946.95815 90759462851.17397 174875354157.58038
1.2499237107110162 6425606820.583629 5754038052.369566 7550103866.906673
222.46700895319728 118025345885.07263 98576992808.79608 154755030853.52383
213.2032044243829 81077003987.16649 71887081169.28604 156628814419.01056
255.87506100536848 137880282805.5818 112493178662.03633 173062260683.80652
1024 160373411765.18408 145837225379.53763 185612105602.78406
1.2475633528265107 12840477179.448671 7196331446.493104 13614330647.723309
EOD
$panel1_10 << EOD
255.87506100536848 209995637750.84244 193384427843.2205 216793819302.76196
1024 181266943442.83398 165884938035.03452 182585279991.59293
1.2475633528265107 28341322506.990906 25711226374.332043 28837364144.926895
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold Kernels reach from 1.8 % (norm 512 f32) to 99 %}' at screen 0.01458,0.96133 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label '{/:Bold (layer’s products, 512 f32) of what this machine allows}' at screen 0.01458,0.92933 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label 'kernels of opt-125m’s widths, medians of runs in alternation with the machine’s own rate' at screen 0.01458,0.89733 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'AMD EPYC, measured 2026-11-25T00:05:35Z, commit e3b4d7d479cc' at screen 0.01458,0.87533 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '' at screen 0.02083,0.84503 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'kernel, 2 threads' at screen 0.03333,0.84503 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '' at screen 0.16247,0.84503 point pointtype 6 pointsize 0.8 linecolor rgb '#222222'
set label 'kernel, 1 thread' at screen 0.17497,0.84503 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '1 norms that stay in caches exceed the bandwidth and aren’t drawn.' at screen 0.01458,0.02121 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'FLOPs are those of matrix products, 5 an element of a norm; bytes are each input and parameter once and each result once.' at screen 0.01458,0.04321 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '7 kernels are drawn without their names.' at screen 0.01458,0.06521 left front font 'DejaVu Sans,11' textcolor rgb '#666666'

set lmargin at screen 0.10228
set rmargin at screen 0.8638
set tmargin at screen 0.78973
set bmargin at screen 0.12133
set logscale x 10
set xrange [0.18222450800835716:14021.21906934449]
set xtics ('' 1.0, '' 10.0, '' 100.0, '' 1000.0, '' 10000.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set logscale y 10
set yrange [104744713.97438191:464899239949.8501]
set ytics ('1 GFLOP/s' 1000000000.0, '10 GFLOP/s' 10000000000.0, '100 GFLOP/s' 100000000000.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'rate over arithmetic intensity; lines: measured peaks and memory bandwidth' at screen 0.09812,0.80942 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set label 'FLOPs/byte' at screen 0.0877,0.09861 right front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '1' at screen 0.21752,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '10' at screen 0.37337,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '100' at screen 0.52922,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '1,000' at screen 0.68507,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '10,000' at screen 0.84092,0.09861 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'bf16, 1 thread' at screen 0.88047,0.78509 left front font 'DejaVu Sans,12.5' textcolor rgb '#D55E00'
set label '231 GFLOP/s' at screen 0.88047,0.76009 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
set arrow from screen 0.87005,0.73403 to screen 0.8763,0.77259 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'bf16, 2 threads' at screen 0.88047,0.73509 left front font 'DejaVu Sans,12.5' textcolor rgb '#D55E00'
set label '187 GFLOP/s' at screen 0.88047,0.71009 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
set label 'f32, 1 thread' at screen 0.88047,0.68509 left front font 'DejaVu Sans,12.5' textcolor rgb '#0072B2'
set label '115 GFLOP/s' at screen 0.88047,0.66009 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
set label 'f32, 2 threads' at screen 0.88047,0.63509 left front font 'DejaVu Sans,12.5' textcolor rgb '#0072B2'
set label '91.8 GFLOP/s' at screen 0.88047,0.61009 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
set arrow from screen 0.87005,0.66063 to screen 0.8763,0.62259 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label '18.2 GB/s from memory, 2 threads' at screen 0.14199,0.37081 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set arrow from screen 0.12381,0.40825 to screen 0.14199,0.38181 nohead linecolor rgb '#666666' linewidth 0.6 dashtype solid
set label '30.4 GB/s from memory, 1 thread' at screen 0.26791,0.56333 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set arrow from screen 0.25701,0.60583 to screen 0.26791,0.57433 nohead linecolor rgb '#666666' linewidth 0.6 dashtype solid
set label 'product 512x768x2304 f32, 90 %' at screen 0.10541,0.69606 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.54248,0.66118 to screen 0.29847,0.68506 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'product 512x768x768 f32, 72 %' at screen 0.34291,0.61642 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set label 'product 512x768x3072 f32, 97 %' at screen 0.33041,0.64297 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.54448,0.63567 to screen 0.52347,0.63567 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'product 512x3072x768 f32, 93 %' at screen 0.38041,0.45715 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.55181,0.63899 to screen 0.55181,0.46815 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 512 f32, 49 %' at screen 0.46791,0.56333 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.54593,0.60251 to screen 0.54593,0.57433 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 8192 f32, 88 %' at screen 0.66174,0.56355 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.73359,0.63061 to screen 0.73359,0.57455 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'causal attention 4096 f32, 87 %' at screen 0.46791,0.7757 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.63978,0.6749 to screen 0.63978,0.7647 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'norm 16384 f32, 48 %' at screen 0.19291,0.40406 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set label 'layer 512 f32, 84 %' at screen 0.40541,0.58988 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.52914,0.59742 to screen 0.51831,0.59742 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'RMT, layer, 4 segments f32, 66 %' at screen 0.34291,0.53679 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.53355,0.58626 to screen 0.53355,0.54779 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'layer’s products, 512 f32, 87 %' at screen 0.19291,0.7757 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.53925,0.6556 to screen 0.37252,0.7647 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 2048 f32, 91 %' at screen 0.65541,0.7757 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set arrow from screen 0.64129,0.66872 to screen 0.65541,0.7647 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'norm 512 f32, 1.8 %' at screen 0.19291,0.1917 left front font 'DejaVu Sans,11' textcolor rgb '#0072B2'
set label 'product 512x768x2304 bf16, 64 %' at screen 0.59291,0.4837 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.59667,0.67871 to screen 0.59667,0.4947 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'product 512x768x768 bf16, 60 %' at screen 0.38041,0.69606 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set label 'product 512x768x3072 bf16, 73 %' at screen 0.64291,0.53679 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.60169,0.68037 to screen 0.64291,0.54779 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'product 512x3072x768 bf16, 54 %' at screen 0.61791,0.51024 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.60015,0.65119 to screen 0.61791,0.52124 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 512 bf16, 66 %' at screen 0.44291,0.43061 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.59257,0.66697 to screen 0.58661,0.44161 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 8192 bf16, 94 %' at screen 0.70502,0.74669 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.78051,0.69781 to screen 0.78051,0.73569 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'causal attention 4096 bf16, 79 %' at screen 0.63041,0.61642 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.68669,0.67896 to screen 0.68669,0.62742 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'norm 16384 bf16, 25 %' at screen 0.23918,0.46951 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set label 'layer 512 bf16, 62 %' at screen 0.46791,0.74915 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.58334,0.69122 to screen 0.58334,0.73815 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'RMT, layer, 4 segments bf16, 54 %' at screen 0.38041,0.51024 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.58046,0.64012 to screen 0.58046,0.52124 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'layer’s products, 512 bf16, 72 %' at screen 0.39291,0.40406 left front font 'DejaVu Sans,11' textcolor rgb '#D55E00'
set arrow from screen 0.59232,0.68241 to screen 0.57979,0.41506 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
plot \
  $panel1_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype solid, \
  $panel1_2 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype solid, \
  $panel1_3 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype (11,5), \
  $panel1_4 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype (11,5), \
  $panel1_5 using 1:2 with lines linecolor rgb '#666666' linewidth 1.3 dashtype solid, \
  $panel1_6 using 1:2 with lines linecolor rgb '#666666' linewidth 1.3 dashtype (11,5), \
  $panel1_7 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_7 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_8 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_8 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2', \
  $panel1_9 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_9 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00', \
  $panel1_10 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_10 using 1:2 with points pointtype 4 pointsize 0.8 linecolor rgb '#D55E00'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
