# Redraw with: gnuplot scaling.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,700 dynamic enhanced font 'DejaVu Sans,12.5' background rgb 'white' rounded name 'scaling'; set output 'scaling.svg'
$panel1_1 << EOD
1 0.03842524943300496
2 0.08595982374706496
3 0.14260372294217996
4 0.20835694701835
5 0.2832194959755751
6 0.3671913698138552
7 0.4602725685331903
8 0.5624630921335805
9 0.6737629406150257
10 0.794172113977526
11 0.9236906122210811
12 1.0623184353456914
13 1.2100555833513567
15 1.5328578540058524
16 1.7079229766546828
17 1.8920974241845683
19 2.287774293887504
21 2.71988846311466
23 3.1884399318660366
25 3.693428700141632
27 4.2348547679414486
29 4.812718135265484
32 5.747833122859452
35 6.764932034382915
38 7.864014869835873
41 9.045081629218327
45 10.747367856729701
49 12.595403282337955
54 15.110407374172015
59 17.853144588032446
64 20.823614923919255
EOD
$panel1_2 << EOD
1 0.038507435 0.038287277 0.039172653
2 0.085048865 0.083794039 0.086514915
4 0.2061934445 0.201455805 0.212554737
8 0.550702845 0.520306739 0.996040876
16 1.9229957845 1.688226915 2.125638266
32 5.655462160999999 5.395850592 5.79624791
64 20.022273593999998 19.994619481 20.088687486
EOD
$panel1_3 << EOD
1 0.039724634109556
2 0.079449268219112
3 0.119173902328668
4 0.158898536438224
5 0.19862317054778
6 0.238347804657336
7 0.27807243876689197
8 0.317797072876448
9 0.357521706986004
10 0.39724634109556
11 0.43697097520511596
12 0.476695609314672
13 0.516420243424228
15 0.59586951164334
16 0.635594145752896
17 0.6753187798624519
19 0.754768048081564
21 0.834217316300676
23 0.913666584519788
25 0.9931158527388999
27 1.072565120958012
29 1.152014389177124
32 1.271188291505792
35 1.39036219383446
38 1.509536096163128
41 1.6287099984917959
45 1.78760853493002
49 1.946507071368244
54 2.145130241916024
59 2.343753412463804
64 2.542376583011584
EOD
$panel1_4 << EOD
1 0.038471652 0.038235882 0.039124342
2 0.078757576 0.078062407 0.07987989
4 0.159659039 0.156109101 0.165216022
8 0.3209623585 0.309670054 0.339857869
16 0.6433349895 0.600645231 0.690493317
32 1.267060062 1.21162645 1.338876693
64 2.5936150295 2.529845038 2.617953873
EOD
$panel2_1 << EOD
1 1
2 1.1
3 1.2
4 1.3
5 1.4
6 1.5
7 1.6
8 1.7
9 1.8
10 1.9
11 2
12 2.1
13 2.2
15 2.4
16 2.5
17 2.6
19 2.8
21 3
23 3.2
25 3.4
27 3.6
29 3.8
32 4.1
35 4.4
38 4.7
41 5
45 5.4
49 5.8
54 6.3
59 6.8
64 7.3
EOD
$panel2_2 << EOD
1 0.967290204033913
2 1.0819460729329513
3 1.1966019418319893
4 1.3112578107310275
5 1.4259136796300658
6 1.540569548529104
7 1.6552254174281424
8 1.7698812863271804
9 1.884537155226219
10 1.999193024125257
11 2.113848893024295
12 2.2285047619233334
13 2.3431606308223714
15 2.572472368620448
16 2.6871282375194863
17 2.8017841064185247
19 3.0310958442166007
21 3.260407582014677
23 3.489719319812754
25 3.71903105761083
27 3.948342795408906
29 4.177654533206982
32 4.521622139904097
35 4.865589746601212
38 5.209557353298327
41 5.553524959995442
45 6.012148435591595
49 6.470771911187747
54 7.044051255682938
59 7.617330600178129
64 8.190609944673321
EOD
$panel2_3 << EOD
1 1.0009301134248147 0.9786050075934823 1.0244997879217224
2 1.0798816992539233 1.049000430521374 1.108278854378651
4 1.2914611398857285 1.2193478729320817 1.3615781247756977
8 1.7157863855863957 1.5309539265074368 3.2164584955315054
16 2.9891049233845535 2.444957646128818 3.538924736755298
32 4.463452310282035 4.030132588169566 4.78385719459987
64 7.719832498757502 7.6374987684895705 7.940679047235778
EOD
$panel2_references << EOD
0.8645372313078652 1
74.02804376993839 1
NaN NaN
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold At 64 segments (32,768 tokens) full attention takes 7.72 times as long as RMT, measured}' at screen 0.01628,0.96354 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label 'opt-125m, 1 layer, f32, mask full, 2 threads, segments of 512 positions with 10 memory rows' at screen 0.01628,0.93337 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'medians of 3 to 44 rounds, bars: 95 % interval from 6 rounds on, else the range' at screen 0.01628,0.91263 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'AMD EPYC, 2 cores, debug, kernels optimised, commit 172bc212e702' at screen 0.01628,0.89189 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '' at screen 0.02326,0.86331 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'measured' at screen 0.03721,0.86331 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set arrow from screen 0.1293,0.86331 to screen 0.16186,0.86331 nohead linecolor rgb '#222222' linewidth 2.2 dashtype (0.1,6)
set label 'fitted law: a model, not data' at screen 0.17116,0.86331 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set arrow from screen 0.38116,0.86331 to screen 0.41371,0.86331 nohead linecolor rgb '#222222' linewidth 1.3 dashtype solid
set label 'FLOPs, counted' at screen 0.42302,0.86331 left front font 'DejaVu Sans,11' textcolor rgb '#222222'

set lmargin at screen 0.09532
set rmargin at screen 0.74088
set tmargin at screen 0.81117
set bmargin at screen 0.40122
set logscale x 2
set xrange [0.8645372313078652:74.02804376993839]
set xtics ('' 1.0, '' 2.0, '' 4.0, '' 8.0, '' 16.0, '' 32.0, '' 64.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set logscale y 10
set yrange [0.02790402562564873:28.533850051820426]
set ytics ('100 ms' 0.1, '1 s' 1.0, '10 s' 10.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'time of one forward pass' at screen 0.09067,0.82974 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set label 'full attention' at screen 0.75948,0.80432 left front font 'DejaVu Sans,12.5' textcolor rgb '#0072B2'
set label 't = 0.0339 N + 0.00455 N² s' at screen 0.75948,0.78075 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
set label 'RMT' at screen 0.75948,0.67992 left front font 'DejaVu Sans,12.5' textcolor rgb '#D55E00'
set label 't = 0.0397 N s' at screen 0.75948,0.65635 left front font 'DejaVu Sans,12.5' textcolor rgb '#666666'
plot \
  $panel1_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 2.2 dashtype (0.1,6), \
  $panel1_3 using 1:2 with lines linecolor rgb '#D55E00' linewidth 2.2 dashtype (0.1,6), \
  $panel1_2 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_2 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_4 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_4 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00'
unset label
unset arrow

set lmargin at screen 0.09532
set rmargin at screen 0.74088
set tmargin at screen 0.34622
set bmargin at screen 0.07291
set logscale x 2
set xrange [0.8645372313078652:74.02804376993839]
set xtics ('' 1.0, '' 2.0, '' 4.0, '' 8.0, '' 16.0, '' 32.0, '' 64.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set logscale y 10
set yrange [0.8692982730592437:9.113899118496596]
set ytics ('×1' 1.0, '×2' 2.0, '×5' 5.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'full attention / RMT: ratio of times, and of FLOPs' at screen 0.09067,0.36479 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set label 'segments' at screen 0.07904,0.05149 right front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '1' at screen 0.11644,0.05149 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '2' at screen 0.21699,0.05149 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '4' at screen 0.31755,0.05149 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '8' at screen 0.4181,0.05149 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '16' at screen 0.51865,0.05149 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '32' at screen 0.61921,0.05149 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '64' at screen 0.71976,0.05149 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'tokens' at screen 0.07904,0.03074 right front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '512' at screen 0.11644,0.03074 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '1k' at screen 0.21699,0.03074 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '2k' at screen 0.31755,0.03074 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '4.1k' at screen 0.4181,0.03074 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '8.2k' at screen 0.51865,0.03074 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '16k' at screen 0.61921,0.03074 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '33k' at screen 0.71976,0.03074 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'fitted laws' at screen 0.75948,0.33889 left front font 'DejaVu Sans,12.5' textcolor rgb '#009E73'
set label 'FLOPs, counted' at screen 0.75948,0.31531 left front font 'DejaVu Sans,12.5' textcolor rgb '#CC79A7'
set label 'equal' at screen 0.75948,0.08921 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
plot \
  $panel2_references using 1:2 with lines linecolor rgb '#888888' linewidth 1 dashtype (8,5), \
  $panel2_1 using 1:2 with lines linecolor rgb '#CC79A7' linewidth 1.3 dashtype solid, \
  $panel2_2 using 1:2 with lines linecolor rgb '#009E73' linewidth 2.2 dashtype (0.1,6), \
  $panel2_3 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#009E73' linewidth 1.2 dashtype solid, \
  $panel2_3 using 1:2 with points pointtype 9 pointsize 0.7 linecolor rgb '#009E73'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
