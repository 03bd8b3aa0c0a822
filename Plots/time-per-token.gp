# Redraw with: gnuplot time-per-token.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,480 dynamic enhanced font 'DejaVu Sans,12.5' background rgb 'white' rounded name 'time_per_token'; set output 'time-per-token.svg'
$panel1_1 << EOD
1 7.504931529883781e-05
2 8.394514037799312e-05
3 9.28409654571484e-05
4 0.00010173679053630371
5 0.00011063261561545903
6 0.00011952844069461432
7 0.0001284242657737696
8 0.00013732009085292492
9 0.00014621591593208023
10 0.00015511174101123554
11 0.00016400756609039082
12 0.0001729033911695461
13 0.00018179921624870144
15 0.00019959086640701203
16 0.00020848669148616734
17 0.00021738251656532265
19 0.00023517416672363319
21 0.00025296581688194383
23 0.00027075746704025445
25 0.000288549117198565
27 0.0003063407673568756
29 0.0003241324175151862
32 0.0003508198927526521
35 0.000377507367990118
38 0.0004041948432275839
41 0.0004308823184650499
45 0.0004664656187816711
49 0.0005020489190982922
54 0.0005465280444940688
59 0.0005910071698898453
64 0.0006354862952856218
EOD
$panel1_2 << EOD
1 7.5209833984375e-05 7.4779837890625e-05 7.6509087890625e-05
2 8.30555322265625e-05 8.18301162109375e-05 8.44872216796875e-05
4 0.00010068039282226562 9.836709228515624e-05 0.00010378649267578125
8 0.00013444893676757812 0.00012702801245117188 0.0002431740419921875
16 0.00023474069635009767 0.00020608238708496094 0.00025947732739257815
32 0.0003451820166625976 0.000329336583984375 0.00035377489685058593
64 0.0006110312986450195 0.0006101873620910645 0.0006130580897827149
EOD
$panel1_3 << EOD
1 7.758717599522656e-05
2 7.758717599522656e-05
3 7.758717599522656e-05
4 7.758717599522656e-05
5 7.758717599522657e-05
6 7.758717599522656e-05
7 7.758717599522654e-05
8 7.758717599522656e-05
9 7.758717599522656e-05
10 7.758717599522657e-05
11 7.758717599522656e-05
12 7.758717599522656e-05
13 7.758717599522656e-05
15 7.758717599522656e-05
16 7.758717599522656e-05
17 7.758717599522656e-05
19 7.758717599522656e-05
21 7.758717599522656e-05
23 7.758717599522656e-05
25 7.758717599522656e-05
27 7.758717599522656e-05
29 7.758717599522656e-05
32 7.758717599522656e-05
35 7.758717599522656e-05
38 7.758717599522656e-05
41 7.758717599522656e-05
45 7.758717599522656e-05
49 7.758717599522656e-05
54 7.758717599522656e-05
59 7.758717599522656e-05
64 7.758717599522656e-05
EOD
$panel1_4 << EOD
1 7.51399453125e-05 7.467945703125e-05 7.641473046875e-05
2 7.69116953125e-05 7.62328193359375e-05 7.8007705078125e-05
4 7.795851513671875e-05 7.622514697265625e-05 8.06718857421875e-05
8 7.835995080566406e-05 7.560304052734374e-05 8.297311254882812e-05
16 7.853210321044922e-05 7.332095104980469e-05 8.428873498535157e-05
32 7.73352088623047e-05 7.395180969238281e-05 8.171854815673828e-05
64 7.915084928894043e-05 7.720474359130859e-05 7.989361184692382e-05
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold At 64 segments (32,768 tokens) full attention takes}' at screen 0.01628,0.94683 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label '{/:Bold 7.72 times as long per token as RMT, measured}' at screen 0.01628,0.90283 left front font 'DejaVu Sans,16' textcolor rgb '#222222'
set label 'opt-125m, 1 layer, f32, mask full, 2 threads, segments of 512 positions with 10 memory rows' at screen 0.01628,0.85883 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'medians of 3 to 44 rounds, bars: 95 % interval from 6 rounds on, else the range' at screen 0.01628,0.82858 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'AMD EPYC, 2 cores, debug, kernels optimised, commit 172bc212e702' at screen 0.01628,0.79833 left front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '' at screen 0.02326,0.75667 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'measured' at screen 0.03721,0.75667 left front font 'DejaVu Sans,11' textcolor rgb '#222222'
set arrow from screen 0.1293,0.75667 to screen 0.16186,0.75667 nohead linecolor rgb '#222222' linewidth 2.2 dashtype (0.1,6)
set label 'fitted law: a model, not data' at screen 0.17116,0.75667 left front font 'DejaVu Sans,11' textcolor rgb '#222222'

set lmargin at screen 0.09532
set rmargin at screen 0.86665
set tmargin at screen 0.68063
set bmargin at screen 0.10633
set logscale x 2
set xrange [0.8645372313078652:74.02804376993839]
set xtics ('' 1.0, '' 2.0, '' 4.0, '' 8.0, '' 16.0, '' 32.0, '' 64.0) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set logscale y 10
set yrange [6.581640922462289e-05:0.00070794593777424]
set ytics ('100 µs' 0.0001, '200 µs' 0.0002, '500 µs' 0.0005) nomirror out scale 0.5 font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'time per token' at screen 0.09067,0.70771 left front font 'DejaVu Sans,12.5' textcolor rgb '#222222'
set label 'segments' at screen 0.07904,0.07508 right front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '1' at screen 0.12055,0.07508 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '2' at screen 0.2407,0.07508 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '4' at screen 0.36084,0.07508 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '8' at screen 0.48098,0.07508 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '16' at screen 0.60113,0.07508 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '32' at screen 0.72127,0.07508 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label '64' at screen 0.84142,0.07508 center front font 'DejaVu Sans,11' textcolor rgb '#222222'
set label 'tokens' at screen 0.07904,0.04483 right front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '512' at screen 0.12055,0.04483 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '1k' at screen 0.2407,0.04483 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '2k' at screen 0.36084,0.04483 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '4.1k' at screen 0.48098,0.04483 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '8.2k' at screen 0.60113,0.04483 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '16k' at screen 0.72127,0.04483 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label '33k' at screen 0.84142,0.04483 center front font 'DejaVu Sans,11' textcolor rgb '#666666'
set label 'full attention' at screen 0.88525,0.65452 left front font 'DejaVu Sans,12.5' textcolor rgb '#0072B2'
set label 'RMT' at screen 0.88525,0.14611 left front font 'DejaVu Sans,12.5' textcolor rgb '#D55E00'
plot \
  $panel1_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 2.2 dashtype (0.1,6), \
  $panel1_3 using 1:2 with lines linecolor rgb '#D55E00' linewidth 2.2 dashtype (0.1,6), \
  $panel1_2 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_2 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_4 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_4 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
